// a minibatch to move: each image a dot on -log q, and their sum or mean
const BASES = {2: 2, e: Math.E, 10: 10}
const IMAGES = ["q1", "q2", "q3"]
const NEAR = 12 // dots so near share one label

export default {
  words: {
    ko: {
      before: "학습 전", after: "학습 후", q: n => `이미지 ${n}: q`, image: n => `이미지 ${n}`,
      how: "미니배치 손실", sum: "합계", mean: "평균", base: "로그",
      unit: {2: "비트", e: "나트", 10: "밴"}, x: "정답 클래스에 준 확률 q", y: "손실",
      result: (losses, how, all, unit) => `이미지마다 손실은 차례로 ${losses.join(", ")}${unit}이고, ${how} ${all}${unit}입니다.`,
    },
    en: {
      before: "Before training", after: "After training", q: n => `image ${n}: q`, image: n => `image ${n}`,
      how: "minibatch loss", sum: "total", mean: "mean", base: "logarithm",
      unit: {2: "bits", e: "nats", 10: "bans"}, x: "probability q given to the true class", y: "loss",
      result: (losses, how, all, unit) => `The losses of the images are, in order, ${losses.join(", ")} ${unit}; their ${how} is ${all} ${unit}.`,
    },
  },
  controls: ({q, labels}, words) => [
    ...IMAGES.map((id, n) => ({id, label: words.q(labels[n]), min: 0.01, max: 1, step: 0.01, value: q[n]})),
    {id: "how", label: words.how, value: "sum", options: [["sum", words.sum], ["mean", words.mean]]},
    {id: "base", label: words.base, value: "2", options: [["2", `log₂ (${words.unit[2]})`], ["e", `ln (${words.unit.e})`], ["10", `log₁₀ (${words.unit[10]})`]]},
  ],
  presets: ({q, after}, words) => [
    {label: words.before, set: Object.fromEntries(IMAGES.map((id, n) => [id, q[n]]))},
    {label: words.after, set: Object.fromEntries(IMAGES.map((id, n) => [id, after[n]]))},
  ],
  drag: (at, picture, state, held) => ({[held]: picture.xAt(at.x)}),
  draw(state, {f, start, words, say, plot}) {
    const q = IMAGES.map(id => state[id])
    const base = BASES[state.base]
    const unit = words.unit[state.base]
    const losses = q.map(x => f.minus_log(x, base))
    const sum = losses.reduce((a, b) => a + b)
    const all = say(state.how === "sum" ? sum : sum / losses.length)

    // the same axes in each base: the curve keeps its shape, its heights shrink
    const picture = plot({x: [0, 1.02], y: [0, 7], height: 264})
    picture.still(base, () => {
      picture.axes({
        xticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map(x => [x, say(x, 1)]),
        yticks: [0, 1, 2, 3, 4, 5, 6, 7].map(y => [y, String(y)]),
        xlabel: words.x,
        ylabel: `${words.y} (${unit})`,
      })
      // closer together where it is steep
      const along = Array.from({length: 61}, (_, n) => 0.01 ** (1 - n / 60))
      picture.curve(along.map(x => [x, f.minus_log(x, base)]), 0)
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
    row(24, ["", ...start.labels.map(n => `q(${n})`), words.y])
    start.labels.forEach((label, n) => {
      const shares = f.prediction(label, q[n]).map(x => say(x, 2))
      row(44 + 19 * n, [words.image(label), ...shares, say(losses[n])], label)
    })
    row(105, ["", "", "", words[state.how], all])
    const texts = losses.map(x => say(x))
    return {picture, result: words.result(texts, words[state.how], all, unit)}
  },
}
