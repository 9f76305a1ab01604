// alpha and the number of classes: where the loss is smallest, and how small that is
import {along, steep, ticks} from "../plot.js"

// the step of alpha, how near the curves go to 0 and 1, how pale the band is
const LAYOUT = {step: 0.01, edge: 0.001, pale: 0.25}

export default {
  words: {
    ko: {
      alpha: "α (eps)", classes: "클래스 수 C", named: ["Pascal VOC", "ImageNet"],
      result: (alpha, classes, [p, other], floor, gap) =>
        `α = ${alpha}, C = ${classes}이면 정답 클래스의 몫은 ${p}, 나머지 클래스 하나의 몫은 ${other}입니다. ` +
        `손실의 바닥은 ${floor}나트이고, 로짓의 차이가 ${gap}일 때 바닥에 이릅니다.`,
    },
    en: {
      alpha: "α (eps)", classes: "classes C", named: ["Pascal VOC", "ImageNet"],
      result: (alpha, classes, [p, other], floor, gap) =>
        `With α = ${alpha} and C = ${classes}, the true class has a share of ${p} and each other class ${other}. ` +
        `The floor of the loss is ${floor} nats, reached where the logits are ${gap} apart.`,
    },
  },
  controls: ({alpha, classes, named}, words) => [
    {id: "alpha", label: words.alpha, min: 0, max: 1, step: LAYOUT.step, value: alpha, handle: true},
    {id: "classes", label: words.classes, typed: true, min: 2, max: named.at(-1), step: 1, value: classes},
  ],
  presets: ({named}, words) => [
    ...named.map((classes, n) => ({label: words.named[n], set: {classes}})),
    {label: words.one_hot, set: {alpha: 0}},
  ],
  draw({alpha, classes}, {f, words, say, plot, room}) {
    const high = f.highest(classes)
    const [p, other] = f.shares(alpha, classes)
    const floor = f.floor(alpha, classes)
    const picture = plot({x: [0, 1], y: [0, high], top: 34, height: 270, width: room})
    const [from, to] = [picture.px(0), picture.px(1)]
    // closer together where the curves are steepest; what is too high runs out of the picture
    const curve = (share, colour, given) => picture.curve(picture.kept(
      colour, `${share} ${classes}`, () => steep(1 - LAYOUT.edge, LAYOUT.edge, 120)
        .map(q => [q, f.loss(q, share, classes)])
        .filter(([, loss]) => loss <= high),
    ), colour, given)
    const band = {x: from, y: picture.py(floor), width: to - from, height: picture.py(0) - picture.py(floor)}
    picture.add("rect", {...band, class: "fill c2", opacity: LAYOUT.pale})
    picture.axes({
      xticks: along(0, 1, 4).map(x => [x, String(x)]),
      yticks: ticks(high, 4).map(y => [y, String(y)]),
      xlabel: words.x, ylabel: words.y,
    })
    curve(0, 7, {class: "line dashed c7"})
    curve(alpha, 1)
    picture.text((from + to) / 2, 16, words.one_hot, {"text-anchor": "middle", class: "c7"})
    picture.text(to, 16, words.smoothed, {"text-anchor": "end", class: "c1"})
    picture.text(from + 6, picture.py(floor) - 5, words.floor)
    // a finger holds the whole upright
    const grip = {x: picture.px(p) - 22, y: 30, width: 44, height: 204}
    picture.add("rect", {...grip, class: "grip", "data-drag": "alpha"})
    picture.handle("alpha", picture.px(p), picture.py(floor), 2)
    picture.told = q => f.alpha_of(q, classes)
    const result = words.result(say(alpha, 2), classes, [say(p), say(other, 5)], say(floor), say(f.gap(alpha, classes)))
    return {picture, result}
  },
  drag: (at, picture) => ({alpha: picture.told(picture.xAt(at.x))}),
}
