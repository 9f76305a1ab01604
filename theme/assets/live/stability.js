// two logits, the gap between them and a number type: where each way of the loss breaks

const TYPES = ["float16", "bfloat16", "float32", "float64"]
const WAYS = ["written", "subtracted", "log_softmax"]
const STEPS = ["power", "total", "q", "loss"]
// a step of the gap, its digits; the rows: their height, from a name to its bar and numbers
const LAYOUT = {step: 0.5, digits: 4, height: 338, row: 84, top: 52, bar: 10, thick: 10, numbers: 40}

export default {
  quiet: true,
  words: {
    ko: {
      gap: "로짓의 차이", type: "자료형",
      result: (gap, [written, subtracted, right]) =>
        `차이가 ${gap}일 때 손실은 식 그대로 ${written}, 최댓값을 빼면 ${subtracted}, log_softmax로는 ${right}나트입니다.`,
    },
    en: {
      gap: "gap between the logits", type: "type",
      result: (gap, [written, subtracted, right]) =>
        `At a gap of ${gap} the loss is ${written} as the formula is written, ${subtracted} with the largest logit subtracted, and ${right} nats with log_softmax.`,
    },
  },
  controls: ({gap, most}, words) => [
    {id: "gap", label: words.gap, min: 1, max: most, step: LAYOUT.step, value: gap, handle: true},
    {id: "type", label: words.type, value: "0", options: TYPES.map((name, n) => [String(n), name])},
  ],
  draw({gap, type}, {f, start, words, say, plot, room}) {
    const which = Number(type)
    const picture = plot({x: [0, 1], width: room, height: LAYOUT.height, left: 1, right: 1})
    picture.gap_at = f.gap_at
    const px = gap => picture.px(f.share_of(gap))
    const short = x => (Number.isFinite(x) ? String(Number(x.toPrecision(LAYOUT.digits))) : say(x)).replace("-", "−")
    const column = n => (room * (n + 1)) / STEPS.length
    STEPS.forEach((name, n) => picture.text(column(n), 12, words[name], {"text-anchor": "end", class: "quiet"}))
    const floor = LAYOUT.top + LAYOUT.row * 3 - 24
    const x = px(gap)
    picture.add("path", {d: `M${x} ${LAYOUT.top - 8}V${floor}`, class: "line thin c7"})
    const ways = WAYS.map((_, way) => f.steps(gap, which, way))
    ways.forEach((steps, way) => {
      const y = LAYOUT.top + LAYOUT.row * way
      const end = px(start.breaks[which][way])
      const bar = {y: y + LAYOUT.bar, height: LAYOUT.thick}
      picture.text(0, y, words[WAYS[way]], {class: "haloed"})
      picture.add("rect", {x: 1, ...bar, width: end - 1, class: "fill c0"})
      // log_softmax breaks nowhere
      if (end < room - 2) picture.add("rect", {x: end, ...bar, width: room - end, class: "was c1"})
      steps.forEach((x, n) => {
        // log_softmax goes by without q
        if (way === 2 && n === 2) return
        const broken = n === 3 ? x === Infinity : n === 2 ? x === 0 : n === 0 && (x === 0 || x === Infinity) || x === Infinity
        picture.text(column(n), y + LAYOUT.numbers, short(x), {"text-anchor": "end", class: broken ? "c1 bold" : ""})
      })
    })
    picture.add("path", {d: `M1 ${floor}H${room - 1}`, class: "axis"})
    start.marks.forEach((at, n) => {
      const side = at === start.most ? "end" : n ? "middle" : "start"
      picture.text(px(at), floor + 32, at, {"text-anchor": side, class: "quiet"})
    })
    picture.text(room / 2, LAYOUT.height - 4, words.x, {"text-anchor": "middle", class: "quiet"})
    picture.add("rect", {x: x - 22, y: LAYOUT.top, width: 44, height: floor - LAYOUT.top, class: "grip", "data-drag": "gap"})
    picture.handle("gap", x, floor, 7)
    picture.text(Math.min(Math.max(x, 22), room - 22), LAYOUT.top - 22, say(gap, 1), {"text-anchor": "middle", class: "bold"})
    return {picture, result: words.result(say(gap, 1), ways.map(steps => say(steps.at(-1))))}
  },
  drag: (at, picture) => ({gap: picture.gap_at(Math.min(Math.max(picture.xAt(at.x), 0), 1))}),
}
