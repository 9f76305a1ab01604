// logits and a temperature to move: the probabilities, and what each class costs
export default {
  words: {
    ko: {
      logit: n => `로짓 z${"₁₂₃"[n]}`, t: "온도 T", x: "클래스", y: "확률",
      loss: "정답일 때의 손실 (나트)",
      result: (q, losses) => `클래스 1, 2, 3의 확률은 ${q.join(", ")}이고, 그 클래스가 정답일 때의 손실은 ${losses.join(", ")}나트입니다.`,
    },
    en: {
      logit: n => `logit z${"₁₂₃"[n]}`, t: "temperature T", x: "class", y: "probability",
      loss: "loss if it is the target (nats)",
      result: (q, losses) => `Classes 1, 2 and 3 have the probabilities ${q.join(", ")}; if one is the target, the loss is ${losses.join(", ")} nats.`,
    },
  },
  controls: ({z, T}, words) => [
    ...z.map((value, n) => ({id: `z${n + 1}`, label: words.logit(n), min: -5, max: 5, step: 0.1, value})),
    {id: "T", label: words.t, min: 0.25, max: 16, step: 0.25, value: T},
  ],
  draw(state, {f, words, say, plot}) {
    const z = [state.z1, state.z2, state.z3]
    const scaled = z.map(value => value / state.T)
    const q = f.softmax(scaled)
    const losses = z.map((_, n) => f.cross_entropy(scaled, n))
    const picture = plot({x: [0.4, 3.6], y: [0, 1], top: 24, bottom: 62})
    picture.axes({
      xticks: z.map((_, n) => [n + 1, String(n + 1)]),
      yticks: [[0, "0"], [1 / 3, "1/3"], [1, "1"]],
      ylabel: words.y,
    })
    q.forEach((height, n) => {
      picture.bar(n + 1, height, 0.35, 0)
      picture.text(picture.px(n + 1), picture.py(height) - 6, say(height), {"text-anchor": "middle"})
      picture.text(picture.px(n + 1), 213, say(losses[n]), {"text-anchor": "middle", class: "c1"})
    })
    picture.text(picture.px(2), 234, words.loss, {"text-anchor": "middle", class: "c1"})
    return {picture, result: words.result(q.map(x => say(x)), losses.map(x => say(x)))}
  },
}
