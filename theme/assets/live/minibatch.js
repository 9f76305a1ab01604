// a minibatch to move: each image a dot on -log q, and their sum or mean
import {along, steep} from "../plot.js"

const BASES = ["2", "e", "10"]
const IMAGES = ["q1", "q2", "q3"]
const NEAR = 12 // dots so near share one label
// the least q, which is also a step, and where its axis ends, beside the last dot
const LAYOUT = {step: 0.01, end: 1.02}

export default {
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
      return {id, label, min: LAYOUT.step, max: 1, step: LAYOUT.step, value: q[n]}
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
  draw(state, {f, start, words, say, plot}) {
    const q = IMAGES.map(id => state[id])
    const base = start.bases[BASES.indexOf(state.base)]
    const unit = words.units[BASES.indexOf(state.base)]
    const losses = q.map(x => f.minus_log(x, base))
    const all = say(f.together(losses, state.how))
    const how = state.how === "sum" ? words.total : words.mean

    // the same axes in each base, long enough for bits: the curve keeps its
    // shape, its heights shrink
    const top = Math.ceil(f.minus_log(LAYOUT.step, start.bases[0]))
    const picture = plot({x: [0, LAYOUT.end], y: [0, top], height: 264})
    picture.still(base, () => {
      picture.axes({
        xticks: along(0, 1, 5).map(x => [x, say(x, 1)]),
        yticks: along(0, top, top).map(y => [y, String(y)]),
        xlabel: words.x,
        ylabel: `${words.loss} (${unit})`,
      })
      // closer together where it is steep
      picture.curve(steep(LAYOUT.step, 1, 60).map(x => [x, f.minus_log(x, base)]), 0)
    })

    const groups = []
    for (const n of [0, 1, 2].sort((a, b) => q[a] - q[b])) {
      const [x, y] = [picture.px(q[n]), picture.py(losses[n])]
      const last = groups.at(-1)
      if (last && Math.hypot(x - last.x, y - last.y) < NEAR) {
        Object.assign(last, {x, y}).images.push(n)
      } else {
        groups.push({x, y, images: [n]})
      }
      picture.dot(q[n], losses[n], 1)
      picture.add("circle", {cx: x, cy: y, r: 16, fill: "transparent", "data-drag": IMAGES[n]})
    }
    for (const {x, y, images} of groups) {
      const numbers = images.sort().map(n => start.labels[n]).join(", ")
      picture.text(x + 5, y - 9, numbers, {class: "c1", "pointer-events": "none"})
    }

    // over the curve's empty corner: every q, the true class in colour
    const row = (y, texts, marked) => texts.forEach((text, n) => {
      const given = {"text-anchor": "end", class: n === marked ? "c1 bold" : ""}
      picture.text([216, 258, 298, 338, 390][n], y, text, given)
    })
    row(24, ["", ...start.labels.map(n => `q(${n})`), words.loss])
    start.labels.forEach((label, n) => {
      const shares = f.prediction(label, q[n]).map(x => say(x, 2))
      row(44 + 19 * n, [`${words.image} ${label}`, ...shares, say(losses[n])], label)
    })
    row(105, ["", "", "", how, all])
    const texts = losses.map(x => say(x))
    return {picture, result: words.result(texts, how, all, unit)}
  },
}
