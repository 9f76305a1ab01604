// one q to slide: the likelihood and its negative log share the best place
const ACROSS = Array.from({length: 197}, (_, n) => (n + 2) / 200)
const FRAME = {x: [0, 1], right: 46, top: 26}

export default {
  words: {
    ko: {
      q: "확률 q", x: "클래스 1에 준 확률 q", likelihood: "우도", nll: "음의 로그 우도 (비트)",
      result: (q, likelihood, nll) => `q = ${q}일 때 우도는 ${likelihood}, 음의 로그 우도는 ${nll}비트입니다.`,
    },
    en: {
      q: "probability q", x: "probability q given to class 1", likelihood: "likelihood",
      nll: "negative log-likelihood (bits)",
      result: (q, likelihood, nll) => `At q = ${q} the likelihood is ${likelihood} and the negative log-likelihood ${nll} bits.`,
    },
  },
  controls: ({q}, words) => [
    {id: "q", label: words.q, min: 0.01, max: 0.99, step: 0.01, value: q},
  ],
  draw({q}, {f, start, words, say, plot}) {
    const likelihood = x => f.likelihood(f.counted(x))
    const nll = x => f.nll(f.counted(x))
    const picture = plot({...FRAME, y: [0, 0.0014]})
    const right = plot({...FRAME, y: [0, 42]})
    const ends = picture.width - FRAME.right
    picture.still("curves", () => {
      picture.axes({
        xticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map(x => [x, String(x)]),
        xlabel: words.x,
      })
      // each curve has an axis of its colour
      for (const y of [0, 0.0004, 0.0008, 0.0012]) {
        picture.text(44, picture.py(y) + 4, y ? say(y) : "0", {"text-anchor": "end", class: "c0"})
      }
      for (const y of [0, 10, 20, 30, 40]) picture.text(ends + 6, right.py(y) + 4, y, {class: "c1"})
      picture.text(4, 12, words.likelihood, {class: "c0"})
      picture.text(396, 12, words.nll, {"text-anchor": "end", class: "c1"})
      picture.line(start.q, 0, start.q, 0.0014, 7, {class: "line thin dashed c7"})
      picture.curve(ACROSS.map(x => [x, likelihood(x)]), 0)
      picture.parts.push(...plot(right).curve(ACROSS.map(x => [x, nll(x)]), 1).parts)
    })
    picture.line(q, 0, q, 0.0014, 7, {class: "line thin c7"})
    picture.dot(q, likelihood(q), 0)
    right.dot(q, nll(q), 1)
    picture.parts.push(...right.parts)
    // a finger holds the whole upright
    picture.add("rect", {
      x: picture.px(q) - 20, y: 20, width: 40, height: 184, fill: "transparent", "data-drag": "q",
    })
    return {picture, result: words.result(String(q), say(likelihood(q), 6), say(nll(q)))}
  },
  drag: (at, picture) => ({q: picture.xAt(at.x)}),
}
