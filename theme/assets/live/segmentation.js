// a prediction moved over a mask: accuracy, IoU and three losses answer
const LAYOUT = {step: 0.01, least: 0.5, most: 0.99, pale: 0.2}
const SIDE = 168 // of the picture of the mask
const MEASURES = ["accuracy", "iou", "ce", "focal", "dice"]

export default {
  words: {
    ko: {
      ways: ["옮긴 마스크", "모두 배경"], right: "오른쪽으로", down: "아래로", sure: "예측한 클래스의 q",
      result: (right, down, sure, values, nothing) =>
        `${nothing ? "모두 배경이라고 예측하고" : `오른쪽으로 ${right}픽셀, 아래로 ${down}픽셀 옮기고`} 예측한 클래스의 q = ${sure}일 때, ` +
        `정확도 ${values[0]}, IoU ${values[1]}, 교차 엔트로피 ${values[2]}나트, focal loss ${values[3]}나트, Dice loss ${values[4]}입니다.`,
    },
    en: {
      ways: ["mask, moved", "all background"], right: "to the right", down: "down", sure: "q of the class called",
      result: (right, down, sure, values, nothing) =>
        `${nothing ? "All called background" : `Moved ${right} to the right and ${down} down`}, with q = ${sure} for the class that is called: ` +
        `accuracy ${values[0]}, IoU ${values[1]}, cross entropy ${values[2]} nats, focal loss ${values[3]} nats, Dice loss ${values[4]}.`,
    },
  },
  controls: ({right, down, sure, edge}, words) => [
    {
      id: "how", label: words.guess, value: "moved",
      options: ["moved", "nothing"].map((how, n) => [how, words.ways[n]]),
    },
    {id: "right", label: words.right, min: -edge, max: edge, step: 1, value: right},
    {id: "down", label: words.down, min: -edge, max: edge, step: 1, value: down},
    {id: "sure", label: words.sure, min: LAYOUT.least, max: LAYOUT.most, step: LAYOUT.step, value: sure},
  ],
  draw({how, right, down, sure}, {f, start, words, say, plot}) {
    const {truth} = start
    const guess = f.called(truth, how, right, down)
    const values = f.measures(truth, guess, sure)
    const kinds = f.kinds(truth, guess)
    const picture = plot({x: [0, truth.length], y: [0, truth.length], width: 400, height: 214, left: 2, right: 230, top: 30, bottom: 16})
    const [width, height] = [picture.px(1) - picture.px(0), picture.py(0) - picture.py(1)]
    const cells = kind => kinds.flatMap((row, y) => row.flatMap((k, x) =>
      k === kind ? [`M${picture.px(x)} ${picture.py(truth.length - y)}h${width}v${height}h-${width}z`] : []))
    picture.add("rect", {x: 2, y: 30, width: SIDE, height: SIDE, class: "axis", fill: "none"})
    const shown = [["truth", 2], ["guess", 0], ["shared", 3]]
    shown.forEach(([name, colour], n) => {
      picture.add("path", {d: cells(n + 1).join(""), class: `fill c${colour}`})
      picture.text(2 + 62 * n, 18, words[name], {class: `c${colour}`})
    })
    MEASURES.forEach((name, n) => {
      const y = 38 + 34 * n
      const bar = plot({x: [0, 1], y: [0, 1], left: 186, right: 12})
      picture.text(186, y + 4, words[name])
      picture.text(388, y + 4, say(values[n]), {"text-anchor": "end", class: "bold"})
      picture.add("rect", {x: 186, y: y + 9, width: bar.px(1) - bar.px(0), height: 8, class: "fill c7", opacity: LAYOUT.pale})
      const end = bar.px(Math.min(values[n], 1))
      picture.add("rect", {x: 186, y: y + 9, width: end - bar.px(0), height: 8, class: `fill c${n < 2 ? 2 : 1}`})
    })
    picture.add("rect", {x: 2, y: 30, width: SIDE, height: SIDE, fill: "transparent", "data-drag": "mask"})
    const shownAs = [right, down].map(pixels => say(pixels, 0))
    return {picture, result: words.result(...shownAs, say(sure, 2), values.map(x => say(x)), how === "nothing")}
  },
  // the middle of the prediction goes to the pointer
  drag(at, picture) {
    const half = Math.round(picture.x[1] / 2)
    const down = (at.y - picture.py(half)) / (picture.py(0) - picture.py(1))
    return {how: "moved", right: Math.round(picture.xAt(at.x)) - half, down: Math.round(down)}
  },
}
