// one q to slide: the likelihood and its negative log share the best place
import {along, ticks} from "../plot.js"

const FRAME = {x: [0, 1], right: 30, top: 30, height: 300}
// the least q, which is also a step, the most, and the room above either curve
const LAYOUT = {from: 0.01, middle: 0.5, to: 0.99, likelihood: 1.17, nll: 1.05}

export default {
  quiet: true,
  words: {
    ko: {
      q: "확률 q",
      result: (q, likelihood, nll) => `q = ${q}일 때 우도는 ${likelihood}, 음의 로그 우도는 ${nll}비트입니다.`,
    },
    en: {
      q: "probability q",
      result: (q, likelihood, nll) => `At q = ${q} the likelihood is ${likelihood} and the negative log-likelihood ${nll} bits.`,
    },
  },
  controls: ({q}, words) => [
    {id: "q", label: words.q, min: LAYOUT.from, max: LAYOUT.to, step: LAYOUT.from, value: q, handle: true},
  ],
  draw({q}, {f, start, words, say, plot, room}) {
    const likelihood = x => f.likelihood(f.counted(x))
    const nll = x => f.nll(f.counted(x))
    const high = start.highest * LAYOUT.likelihood
    const long = Math.max(nll(LAYOUT.from), nll(LAYOUT.to)) * LAYOUT.nll
    const picture = plot({...FRAME, width: room, y: [0, high]})
    const right = plot({...FRAME, width: room, y: [0, long]})
    const ends = picture.width - FRAME.right
    picture.still("curves", () => {
      picture.axes({
        xticks: along(0, 1, 5).map(x => [x, String(x)]),
      })
      // each curve has an axis of its colour
      for (const y of ticks(high, 5)) {
        picture.text(44, picture.py(y) + 4, y ? say(y) : "0", {"text-anchor": "end", class: "c0"})
      }
      for (const y of ticks(long, 5)) picture.text(ends + 6, right.py(y) + 4, y, {class: "c1"})
      picture.text(0, 12, words.likelihood, {class: "c0"})
      picture.text(room, 12, words.nll, {"text-anchor": "end", class: "c1"})
      picture.line(start.q, 0, start.q, high, 7, {class: "line thin dashed c7"})
      const across = along(LAYOUT.from, LAYOUT.to, 196)
      picture.curve(across.map(x => [x, likelihood(x)]), 0)
      picture.parts.push(...plot(right).curve(across.map(x => [x, nll(x)]), 1).parts)
    })
    const [x, floor] = [picture.px(q), picture.height - picture.bottom]
    picture.line(q, 0, q, high, 7, {class: "line thin c7"})
    picture.dot(q, likelihood(q), 0)
    right.dot(q, nll(q), 1)
    picture.parts.push(...right.parts)
    // both values beside the upright, on the side that has room
    const beside = q > LAYOUT.middle ? [x - 10, "end"] : [x + 10, "start"]
    const told = (n, text) => picture.text(beside[0], floor - 34 + 18 * n, text, {"text-anchor": beside[1], class: `c${n} bold`})
    told(0, say(likelihood(q), 6))
    told(1, say(nll(q)))
    // a finger holds the whole upright
    picture.add("rect", {x: x - 22, y: 20, width: 44, height: floor - 20, class: "grip", "data-drag": "q"})
    picture.handle("q", x, picture.top, 7)
    picture.text(x, floor + 34, `q = ${say(q, 2)}`, {"text-anchor": "middle", class: "bold"})
    return {picture, result: words.result(String(q), say(likelihood(q), 6), say(nll(q)))}
  },
  drag: (at, picture) => ({q: picture.xAt(at.x)}),
}
