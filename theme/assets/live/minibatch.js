// a minibatch to move: a lane with a handle for each q, its loss on the curve, their sum
import {along, steep} from "../plot.js"

const BASES = ["2", "e", "10"]
const IMAGES = ["q1", "q2", "q3"]
// the least q, which is also a step; where lanes and the sum lie; the columns of numbers
const LAYOUT = {
  step: 0.01, height: 460, left: 26, top: 30, floor: 236, lane: 38, first: 56, bar: 60,
  narrow: 480, columns: [100, 128], q: [56, 76],
}

export default {
  quiet: true,
  words: {
    ko: {
      before: "학습 전", after: "학습 후", how: "미니배치 손실", mean: "평균", base: "로그",
      units: ["비트", "나트", "밴"],
      result: (losses, how, all, unit) => `이미지마다 손실은 차례로 ${losses.join(", ")}${unit}이고, ${how} ${all}${unit}입니다.`,
    },
    en: {
      before: "Before training", after: "After training", how: "minibatch loss", mean: "mean", base: "logarithm",
      units: ["bits", "nats", "bans"],
      result: (losses, how, all, unit) => `The losses of the images are, in order, ${losses.join(", ")} ${unit}; their ${how} is ${all} ${unit}.`,
    },
  },
  controls: ({q, labels}, words) => [
    ...IMAGES.map((id, n) => {
      const label = `${words.image} ${labels[n]}: q`
      return {id, label, min: LAYOUT.step, max: 1, step: LAYOUT.step, value: q[n], handle: true}
    }),
    {id: "how", label: words.how, value: "sum", options: [
      ["sum", words.total], ["mean", words.mean],
    ]},
    {id: "base", label: words.base, value: "2", options: ["log₂", "ln", "log₁₀"].map((log, n) => [
      BASES[n], `${log} (${words.units[n]})`,
    ])},
  ],
  presets: ({q, after}, words) => [
    {label: words.before, set: Object.fromEntries(IMAGES.map((id, n) => [id, q[n]]))},
    {label: words.after, set: Object.fromEntries(IMAGES.map((id, n) => [id, after[n]]))},
  ],
  drag: (at, picture, state, held) => ({[held]: picture.xAt(at.x)}),
  draw(state, {f, start, words, say, plot, room}) {
    const q = IMAGES.map(id => state[id])
    const base = start.bases[BASES.indexOf(state.base)]
    const unit = words.units[BASES.indexOf(state.base)]
    const losses = q.map(x => f.minus_log(x, base))
    const all = say(f.together(losses, state.how))
    const how = state.how === "sum" ? words.total : words.mean

    // the picture is in bits whatever the unit: another one changes the numbers alone
    const bits = x => f.minus_log(x, start.bases[0])
    const top = bits(LAYOUT.step)
    const narrow = room < LAYOUT.narrow
    const {left, height, floor} = LAYOUT
    const frame = {width: room, height, left, right: LAYOUT.columns[narrow ? 0 : 1]}
    const picture = plot({...frame, x: [0, 1], y: [0, top], top: LAYOUT.top, bottom: height - floor})
    const right = room - frame.right
    const lanes = q.map((_, n) => floor + LAYOUT.first + n * LAYOUT.lane)
    const end = lanes.at(-1) + LAYOUT.bar
    const long = plot({...frame, x: [0, f.together([top, top, top], "sum")]})
    const column = room - LAYOUT.q[narrow ? 0 : 1]
    const atEnd = {"text-anchor": "end"}
    picture.still(`axes ${base}`, () => {
      start.halvings.forEach((x, n) => {
        if (n % 2) return
        const y = picture.py(bits(x))
        if (n) picture.add("path", {d: `M${left} ${y}H${right}`, class: "grid"})
        picture.text(left - 7, y + 4, n ? say(f.minus_log(x, base), Number(base !== start.bases[0])) : "0", {...atEnd, class: "quiet"})
      })
      picture.text(0, 12, `${words.loss} (${unit})`, {class: "c1"})
      picture.add("path", {d: `M${left} ${floor}H${right}`, class: "axis"})
      for (const x of along(0, 1, 5).slice(1)) {
        picture.text(picture.px(x), floor + 18, say(x, 1), {"text-anchor": "middle", class: "quiet"})
      }
      picture.text(column, floor + 18, "q", {...atEnd, class: "c0 bold"})
      picture.text(room, floor + 18, words.loss, {...atEnd, class: "c1 bold"})
      picture.curve(steep(LAYOUT.step, 1, 80).map(x => [x, bits(x)]), 1)
      // the state before training stays, as an outline
      lanes.forEach((y, n) => {
        picture.add("path", {d: `M${left} ${y}H${right}`, class: "grid"})
        picture.add("circle", {cx: picture.px(start.q[n]), cy: y, r: 9, class: "was c0"})
      })
      const was = f.together(start.q.map(bits), "sum")
      picture.add("rect", {x: left, y: end - 12, width: long.px(was) - left, height: 24, class: "was c1"})
    })
    let from = left
    q.forEach((x, n) => {
      const [px, py] = [picture.px(x), picture.py(bits(x))]
      picture.add("path", {d: `M${px} ${floor}V${lanes[n]}`, class: "grid"})
      picture.add("path", {d: `M${px} ${floor}V${py}`, class: "line c1"})
      picture.add("path", {d: `M${left} ${lanes[n]}H${px}`, class: "line thick c0"})
      picture.add("circle", {cx: px, cy: py, r: 5, class: "fill c1"})
      picture.text(column, lanes[n] + 4, say(x, 2), {...atEnd, class: "c0"})
      picture.text(room, lanes[n] + 4, say(losses[n]), {...atEnd, class: "c1"})
      const to = long.px(f.together(q.slice(0, n + 1).map(bits), "sum"))
      picture.add("rect", {x: from, y: end - 8, width: Math.max(0, to - from - 1), height: 16, class: "fill c1"})
      picture.text((from + to) / 2, end + 27, to - from > 12 ? start.labels[n] : "", {"text-anchor": "middle", class: "quiet"})
      from = to
    })
    picture.text(room, end + 6, all, {...atEnd, class: "c1 bold large"})
    picture.text(room, end + 27, `${how}, ${unit}`, {...atEnd, class: "quiet"})
    q.forEach((x, n) => picture.handle(IMAGES[n], picture.px(x), lanes[n], 0, start.labels[n]))
    return {picture, result: words.result(losses.map(x => say(x)), how, all, unit)}
  },
}
