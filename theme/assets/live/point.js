// one point to drag along the loss, and one number
import {steep} from "../plot.js"

// a step, which is half of the least q, the heights, and the room around the axes
const LAYOUT = {step: 0.01, least: 0.02, high: 380, low: 320, narrow: 480, left: 22, top: 40, bottom: 52}

export default {
  quiet: true,
  words: {
    ko: {result: (q, loss) => `확률 q가 ${q}일 때 손실은 ${loss}비트입니다.`},
    en: {result: (q, loss) => `Where the probability q is ${q}, the loss is ${loss} bits.`},
  },
  controls: ({q}, words) => [
    {id: "q", label: words.x, min: LAYOUT.least, max: 1, step: LAYOUT.step, value: q, handle: true},
  ],
  draw({q}, {f, start, words, say, plot, room}) {
    const {halvings, names} = start
    const {left, top, bottom} = LAYOUT
    const height = room < LAYOUT.narrow ? LAYOUT.low : LAYOUT.high
    const costs = halvings.map(x => f.loss(x))
    const picture = plot({x: [0, 1], y: [0, costs.at(-1)], width: room, height, left, top, right: 1, bottom})
    const floor = height - bottom
    picture.still("curve", () => {
      // each halving of q costs one bit more
      halvings.slice(1, -1).forEach((x, n) => {
        picture.add("path", {d: `M${left} ${picture.py(costs[n + 1])}H${picture.px(x)}V${floor}`, class: "grid"})
      })
      costs.forEach(y => picture.text(left - 8, picture.py(y) + 4, y, {"text-anchor": "end", class: "quiet"}))
      names.forEach((name, n) => {
        const side = n ? "middle" : "end"
        picture.text(picture.px(halvings[n]), floor + 19, name, {"text-anchor": side, class: "quiet"})
      })
      picture.text(0, 12, words.y, {class: "c1"})
      picture.add("path", {d: `M${left} ${floor}H${room}`, class: "axis"})
      picture.curve(steep(halvings.at(-1), 1, 80).map(x => [x, f.loss(x)]), 1)
      picture.text(room, top + 66, words.unit, {"text-anchor": "end", class: "quiet"})
    })
    const loss = f.loss(q)
    picture.line(0, 0, q, 0, 0, {class: "line thick c0"})
    picture.line(q, 0, q, loss, 1, {class: "line thick c1"})
    const at = Math.min(Math.max(picture.px(q), left + 24), room - 24)
    picture.text(at, floor + 41, `q = ${say(q, 2)}`, {"text-anchor": "middle", class: "c0 bold"})
    picture.text(room, top + 42, say(loss), {"text-anchor": "end", class: "c1 display"})
    picture.handle("q", picture.px(q), picture.py(loss), 1)
    return {picture, result: words.result(say(q, 2), say(loss))}
  },
  drag: (at, picture) => ({q: picture.xAt(at.x)}),
}
