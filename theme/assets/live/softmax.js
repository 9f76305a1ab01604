// logits and a temperature to move: the probabilities, and what each class costs
// a step of a logit, half a bar, and what lies beside the outer classes
const LAYOUT = {step: 0.1, bar: 0.35, margin: 0.6}

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
    ...z.map((value, n) => (
      {id: `z${n + 1}`, label: words.logit(n), min: -5, max: 5, step: LAYOUT.step, value}
    )),
    {
      id: "T", label: words.t, value: T,
      min: temperatures[0], max: temperatures.at(-1), step: temperatures[0],
    },
  ],
  draw(state, {f, start, words, say, plot, room}) {
    const z = [state.z1, state.z2, state.z3]
    const q = f.softmax(z, state.T)
    const losses = z.map((_, n) => f.loss(z, state.T, n))
    const x = [1 - LAYOUT.margin, 3 + LAYOUT.margin]
    const picture = plot({x, y: [0, 1], width: room, height: 290, left: 40, bottom: 62})
    picture.axes({
      xticks: z.map((_, n) => [n + 1, String(n + 1)]),
      yticks: [[0, "0"], [start.uniform, "1/3"], [1, "1"]],
      ylabel: words.y,
    })
    q.forEach((height, n) => {
      picture.bar(n + 1, height, LAYOUT.bar, 0)
      picture.text(picture.px(n + 1), picture.py(height) - 6, say(height), {"text-anchor": "middle"})
      picture.text(picture.px(n + 1), 263, say(losses[n]), {"text-anchor": "middle", class: "c1"})
    })
    picture.text(picture.px(2), 284, words.loss, {"text-anchor": "middle", class: "c1"})
    return {picture, result: words.result(q.map(x => say(x)), losses.map(x => say(x)))}
  },
}
