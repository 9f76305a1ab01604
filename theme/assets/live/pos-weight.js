// a logit and pos_weight to move: the mean loss of pixels that look the same
import {along} from "../plot.js"

const [FROM, TO] = [-4, 4]
// the steps, the weights and shares there are, and points of a curve
const LAYOUT = {step: 0.1, weight: 20, share: 0.05, most: 0.6, points: 60}
const NAMES = ["weighted", "plain", "yes", "no"]
const COLOURS = [1, 7, 2, 4]

export default {
  words: {
    ko: {
      share: "‘예’의 비율", balance: "‘아니요’ ÷ ‘예’로", least: "가장 낮은 곳으로",
      result: (z, q, share, weight, loss, slope, best, bestQ) =>
        `로짓이 ${z}이면 q는 ${q}입니다. 픽셀 가운데 ‘예’의 비율이 ${share}이고 pos_weight가 ${weight}일 때 평균 손실은 ${loss}나트, 기울기는 ${slope}입니다. ` +
        `평균 손실은 로짓이 ${best}일 때 가장 낮고, 이때 q는 ${bestQ}입니다.`,
    },
    en: {
      share: "share of yes", balance: "No ÷ yes", least: "To the lowest point",
      result: (z, q, share, weight, loss, slope, best, bestQ) =>
        `At a logit of ${z}, q is ${q}. With a share of yes of ${share} and a pos_weight of ${weight}, the mean loss is ${loss} nats and its slope ${slope}. ` +
        `It is least at a logit of ${best}, where q is ${bestQ}.`,
    },
  },
  controls: ({z, w, p}, words) => [
    // free: the presets go wherever the formula says
    {id: "z", label: words.x, min: FROM, max: TO, step: LAYOUT.step, value: z, free: true, say: 2, handle: true},
    {id: "w", label: "pos_weight", min: 1, max: LAYOUT.weight, step: LAYOUT.step, value: w, free: true, say: 2},
    {id: "p", label: words.share, min: LAYOUT.share, max: LAYOUT.most, step: LAYOUT.share, value: p},
  ],
  presets: (start, words) => [
    {label: words.balance, set: ({p}, {f}) => ({w: f.balanced(p)})},
    {label: words.least, set: ({p, w}, {f}) => ({z: f.best(p, w)})},
  ],
  draw({z, w, p}, {f, words, say, plot, room}) {
    const losses = at => [f.loss(at, p, w), f.loss(at, p, 1), ...f.parts(at, p, w)]
    const high = Math.ceil(Math.max(...[FROM, TO].map(at => f.loss(at, p, w))))
    const picture = plot({x: [FROM, TO], y: [0, high], top: 60, height: 310, left: 34, width: room})
    const [left, right] = [picture.px(FROM), picture.px(TO)]
    picture.axes({
      xticks: along(FROM, TO, 4).map(at => [at, say(at, 0)]),
      yticks: along(0, high, high > 8 ? 1 : high).map(at => [at, say(at, 0)]),
      xlabel: words.x,
    })
    picture.text(4, 14, words.y)
    NAMES.forEach((name, n) => {
      const given = {class: `c${COLOURS[n]}`, "text-anchor": n % 2 ? "end" : "start"}
      // above the plot, where no line runs through them
      picture.text(n % 2 ? right : left, n < 2 ? 34 : 52, words[name], given)
    })
    const points = picture.kept("curves", `${p} ${w}`, () => along(FROM, TO, LAYOUT.points).map(at => [at, losses(at)]))
    for (const n of [2, 3, 1, 0]) {
      const kind = ["", " dashed", " thin", " thin"][n]
      picture.curve(points.map(([at, all]) => [at, all[n]]), COLOURS[n], {class: `line c${COLOURS[n]}${kind}`})
    }
    const best = f.best(p, w)
    for (const [at, n] of [[f.best(p, 1), 1], [best, 0]]) {
      const [x, y] = [picture.px(at), picture.py(losses(at)[n])]
      picture.add("path", {d: `M${x} ${y - 3}l-6 -10h12z`, class: `fill c${COLOURS[n]}`})
    }
    const loss = f.loss(z, p, w)
    picture.line(z, 0, z, high, 1, {class: "axis"})
    // wide enough for a finger
    const [top, floor] = [picture.py(high), picture.py(0)]
    picture.add("rect", {x: picture.px(z) - 22, y: top, width: 44, height: floor - top, class: "grip", "data-drag": "z"})
    picture.handle("z", picture.px(z), picture.py(loss), 1)
    const told = [say(z, 2), say(f.sigmoid(z)), say(p, 2), say(w, 2), say(loss), say(f.slope(z, p, w))]
    return {picture, result: words.result(...told, say(best), say(f.sigmoid(best)))}
  },
  drag: (at, picture) => ({z: picture.xAt(at.x)}),
}
