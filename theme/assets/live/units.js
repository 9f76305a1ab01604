// a loss of one's own held to the ruler: its four readings, and ln C
const MOST = 1000000 // what is more is only called that
const SCALES = ["nats", "bits", "probability", "perplexity"]
const LAYOUT = {step: 0.0001, pale: 0.2}

export default {
  quiet: true,
  words: {
    ko: {
      unit: "단위", units: ["비트 (log₂)", "나트 (ln)", "밴 (log₁₀)"], kind: "합·평균", kinds: ["합", "평균"],
      loss: "손실", count: "합한 개수", classes: "클래스 수 C",
      mine: "PyTorch의 ln 2", most: n => `${n} 이상`,
      result: (nats, q, perplexity, side, c, guess) =>
        `평균 ${nats}나트, 정답의 확률 ${q}, 퍼플렉시티 ${perplexity}입니다. ln ${c} = ${guess}나트` +
        ["보다 작으므로 찍는 것보다 낫습니다.", "이므로 찍는 것과 같습니다.", "보다 크므로 찍는 것보다 못합니다."][side],
    },
    en: {
      unit: "unit", units: ["bits (log₂)", "nats (ln)", "bans (log₁₀)"], kind: "sum or mean", kinds: ["sum", "mean"],
      loss: "loss", count: "summed over", classes: "classes C",
      mine: "PyTorch, ln 2", most: n => `${n} or more`,
      result: (nats, q, perplexity, side, c, guess) =>
        `A mean of ${nats} nats, a probability of ${q} for the true class, a perplexity of ${perplexity}: ` +
        `${["better than", "the same as", "worse than"][side]} guessing, which costs ln ${c} = ${guess} nats.`,
    },
  },
  controls: ({printed, count, classes, bases}, words) => [
    {
      id: "unit", label: words.unit, value: bases[0],
      options: bases.map((base, n) => [base, words.units[n]]),
    },
    {id: "kind", label: words.kind, value: "sum", options: ["sum", "mean"].map((kind, n) => [kind, words.kinds[n]])},
    {
      id: "count", label: words.count, typed: true, min: 1, max: 1000000, step: 1, value: count,
      off: ({kind}) => kind === "mean",
    },
    {id: "loss", label: words.loss, typed: true, min: 0, max: 1000000, step: LAYOUT.step, value: printed},
    {id: "classes", label: words.classes, typed: true, min: 2, max: 60000, step: 1, value: classes.length},
  ],
  presets: ({bases, ln2}, words) => [
    {label: words.mine, set: {unit: bases[1], kind: "mean", loss: ln2, classes: 2}},
  ],
  draw(state, {f, words, say, plot, room}) {
    const count = state.kind === "sum" ? state.count : 1
    const nats = f.to_mean_nats(state.loss, state.unit, count)
    const guess = f.chance(state.classes)
    const readings = x => f.reading(x).map(x => (x >= MOST ? words.most(MOST) : say(x)))
    const picture = plot({x: [0, 2 * guess], y: [0, 1], left: 88, right: 8, width: room, height: 246})
    const [from, middle, to] = [0, guess, 2 * guess].map(x => picture.px(x))
    // what is off the ruler waits at its end
    const now = Math.min(picture.px(nats), to)
    for (const [x, kind, text] of [[from, "c2", words.better], [middle, "c1", words.worse]]) {
      picture.add("rect", {x, y: 0, width: middle - from, height: 246, class: `fill ${kind}`, opacity: LAYOUT.pale})
      picture.text(x + (middle - from) / 2, 19, text, {"text-anchor": "middle"})
    }
    picture.add("line", {x1: middle, x2: middle, y1: 0, y2: 246, class: "line thin dashed c7"})
    const [perfect, guessed, here] = [0, guess, nats].map(readings)
    // beside the marker, on the side that has room
    const side = now > (from + to) / 2 ? {x: now - 8, "text-anchor": "end"} : {x: now + 8, "text-anchor": "start"}
    SCALES.forEach((scale, n) => {
      const y = 66 + 50 * n
      picture.add("line", {x1: from, x2: to, y1: y, y2: y, class: "line thin c7"})
      picture.text(from - 6, y + 4, words[scale], {"text-anchor": "end"})
      picture.text(from + 4, y + 16, Number(perfect[n]))
      picture.text(middle - 4, y + 16, n < 3 ? guessed[n] : state.classes, {"text-anchor": "end"})
      picture.add("text", {...side, y: y - 6, class: "bold"}, here[n])
    })
    picture.add("line", {x1: now, x2: now, y1: 34, y2: 246, class: "line c0"})
    picture.add("circle", {cx: now, cy: 38, r: 7, class: "fill c0"})
    picture.add("rect", {x: now - 22, y: 24, width: 44, height: 222, fill: "transparent", "data-drag": "loss"})
    picture.told = nats => f.from_mean_nats(nats, state.unit, count) // in the reader's unit
    const stands = here[0] === guessed[0] ? 1 : nats > guess ? 2 : 0
    return {picture, result: words.result(here[0], here[2], here[3], stands, state.classes, guessed[0])}
  },
  drag: (at, picture) => ({loss: picture.told(Math.min(picture.xAt(at.x), picture.x[1]))}),
}
