// two counts of pixels to change: H(p), KL and H(p, q) as areas over p
const TOP = 6 // bits; what is longer runs out of the picture
const PIXELS = 16 // in either place, until they are changed

export default {
  words: {
    ko: {
      names: ["도로", "건물", "나무", "자동차"], p: name => `골목 ${name}`, q: name => `주차장 ${name}`,
      x: "너비: 골목에서 나오는 비율 p(x)", y: "부호의 길이 (비트)",
      same: "q = p", sure: "p를 원-핫으로", never: "q(도로) = 0", own: "점선: p의 길이", other: "실선: q의 길이",
      result: (own, extra, all) => `H(p) = ${own}비트에 KL = ${extra}비트를 더하면 H(p, q) = ${all}비트입니다.`,
    },
    en: {
      names: ["road", "building", "tree", "car"], p: name => `alley: ${name}`, q: name => `car park: ${name}`,
      x: "width: share of the alley, p(x)", y: "length of the word (bits)",
      same: "q = p", sure: "one-hot p", never: "q(road) = 0", own: "dashed: lengths for p", other: "solid: lengths for q",
      result: (own, extra, all) => `H(p) = ${own} bits and KL = ${extra} bits make H(p, q) = ${all} bits.`,
    },
  },
  // shares are told as counts, which need not add up to anything
  controls: ({p, q}, words) => [["p", p], ["q", q]].flatMap(([id, shares]) =>
    shares.map((share, n) => ({
      id: id + n, label: words[id](words.names[n]), min: 0, max: PIXELS, step: 1, value: share * PIXELS,
    }))),
  presets: ({p, q}, words) => {
    const counts = (id, shares) => Object.fromEntries(shares.map((share, n) => [id + n, share * PIXELS]))
    const before = {...counts("p", p), ...counts("q", q)}
    return [
      {label: words.same, set: {...before, ...counts("q", p)}},
      {label: words.sure, set: {...before, ...counts("p", [1, 0, 0, 0])}},
      {label: words.never, set: {...before, q0: 0}},
    ]
  },
  // at least one pixel is left on either side
  settle(state) {
    for (const id of ["p", "q"]) {
      if ([0, 1, 2, 3].every(n => state[id + n] === 0)) state[`${id}0`] = 1
    }
  },
  draw(state, {f, words, say, plot}) {
    const [p, q] = ["p", "q"].map(id => {
      const counts = [0, 1, 2, 3].map(n => state[id + n])
      const total = counts.reduce((a, b) => a + b)
      return counts.map(count => count / total)
    })
    const picture = plot({x: [0, 1], y: [0, TOP], left: 42, height: 270, top: 30})
    const box = (from, to, low, high, kind) => picture.add("rect", {
      x: picture.px(from), y: picture.py(high), width: picture.px(to) - picture.px(from),
      height: picture.py(low) - picture.py(high), class: `fill ${kind}`,
    })
    const edge = [[], []]
    let from = 0
    p.forEach((share, n) => {
      if (!share) return
      const [own, other] = [f.surprise(share), f.surprise(q[n])]
      const [to, extra] = [from + share, f.kl([share], [q[n]])]
      box(from, to, 0, Math.min(own, other), "pale c2")
      if (other !== own) box(from, to, Math.min(own, other), Math.max(own, other), other > own ? "pale c1" : "pale c3")
      edge[0].push([from, own], [to, own])
      edge[1].push([from, other], [to, other])
      const [middle, room] = [picture.px(from + share / 2), share * 346]
      const centred = (y, text, kind = "") => picture.text(middle, y, text, {"text-anchor": "middle", class: kind})
      if (room > 40) {
        const y = (picture.py(own) + picture.py(other)) / 2 + 4
        if (say(extra, 2) !== "0.00") centred(y, (extra > 0 ? "+" : "") + say(extra, 2))
      }
      if (room > words.names[n].length * (words.names[n] < "z" ? 6.5 : 12.5)) centred(246, words.names[n])
      from = to
    })
    picture.axes({yticks: [0, 1, 2, 3, 4, 5, 6].map(y => [y, String(y)]), xlabel: words.x, ylabel: words.y})
    picture.curve(edge[0], 2, {class: "line dashed c2"}).curve(edge[1], 0)
    picture.text(42, 16, words.own, {class: "c2"}).text(220, 16, words.other, {class: "c0"})
    return {picture, result: words.result(say(f.entropy(p)), say(f.kl(p, q)), say(f.cross_entropy_bits(p, q)))}
  },
}
