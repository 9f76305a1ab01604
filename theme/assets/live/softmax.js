// logits and a temperature to move: the probabilities, and what each class costs
// a step of a logit and the largest; half a bar, and what lies beside the outer classes;
// where the lanes of the logits lie
const LAYOUT = {step: 0.1, end: 5, bar: 0.35, margin: 0.6, height: 482, floor: 228, first: 308, lane: 36, heat: 446}

export default {
  quiet: true,
  words: {
    ko: {
      logit: n => `로짓 z${"₁₂₃"[n]}`, t: "온도 T",
      result: (q, losses) => `클래스 1, 2, 3의 확률은 ${q.join(", ")}이고, 그 클래스가 정답일 때의 손실은 ${losses.join(", ")}나트입니다.`,
    },
    en: {
      logit: n => `logit z${"₁₂₃"[n]}`, t: "temperature T",
      result: (q, losses) => `Classes 1, 2 and 3 have the probabilities ${q.join(", ")}; if one is the target, the loss is ${losses.join(", ")} nats.`,
    },
  },
  controls: ({z, T, temperatures}, words) => [
    ...z.map((value, n) => ({
      id: `z${n + 1}`, label: words.logit(n), min: -LAYOUT.end, max: LAYOUT.end, step: LAYOUT.step,
      value, handle: true,
    })),
    {
      id: "T", label: words.t, value: T,
      min: temperatures[0], max: temperatures.at(-1), step: temperatures[0], handle: true,
    },
  ],
  draw(state, {f, start, words, say, plot, room}) {
    const z = [state.z1, state.z2, state.z3]
    const q = f.softmax(z, state.T)
    const losses = z.map((_, n) => f.loss(z, state.T, n))
    const x = [1 - LAYOUT.margin, 3 + LAYOUT.margin]
    const {height, floor, first, lane, end} = LAYOUT
    const picture = plot({x, y: [0, 1], width: room, height, left: 40, bottom: height - floor})
    picture.axes({
      xticks: z.map((_, n) => [n + 1, String(n + 1)]),
      yticks: [[0, "0"], [start.uniform, "1/3"], [1, "1"]],
      ylabel: words.y,
    })
    q.forEach((height, n) => {
      picture.bar(n + 1, height, LAYOUT.bar, 0)
      picture.text(picture.px(n + 1), picture.py(height) - 6, say(height), {"text-anchor": "middle"})
      picture.text(picture.px(n + 1), floor + 35, say(losses[n]), {"text-anchor": "middle", class: "c1"})
    })
    picture.text(picture.px(2), floor + 54, words.loss, {"text-anchor": "middle", class: "c1"})
    // a lane a logit, numbered as its class
    picture.lanes = plot({x: [-end, end], width: room, left: 14, right: 68})
    z.forEach((value, n) => {
      picture.lanes.lane(`z${n + 1}`, 0, value, first + n * lane, 7, n + 1)
      picture.text(room, first + n * lane + 4, `z${"₁₂₃"[n]} = ${say(value, 1)}`, {"text-anchor": "end"})
    })
    picture.parts.push(...picture.lanes.parts)
    const below = {"text-anchor": "middle", class: "quiet"}
    for (const at of [-end, 0, end]) picture.text(picture.lanes.px(at), LAYOUT.heat - 38, say(at, 0), below)
    const ends = [start.temperatures[0], start.temperatures.at(-1)]
    const [, usual] = start.temperatures
    picture.heat = plot({...picture.lanes, x: ends, ratios: true}).lane("T", usual, state.T, LAYOUT.heat, 7, "T")
    picture.parts.push(...picture.heat.parts)
    picture.text(room, LAYOUT.heat + 4, `T = ${say(state.T, 2)}`, {"text-anchor": "end"})
    for (const at of start.temperatures) picture.text(picture.heat.px(at), height - 4, at, below)
    return {picture, result: words.result(q.map(x => say(x)), losses.map(x => say(x)))}
  },
  drag: (at, picture, state, held) => ({[held]: picture[held === "T" ? "heat" : "lanes"].xAt(at.x)}),
}
