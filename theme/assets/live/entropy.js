// two counts of pixels to change: H(p), KL and H(p, q) as areas over p
import {along} from "../plot.js"

// pixels that one letter of a name needs
const LAYOUT = {letter: 6.5, hangul: 12.5}

export default {
  quiet: true,
  words: {
    ko: {
      p: name => `골목 ${name}`, q: name => `주차장 ${name}`,
      same: "q = p", sure: "p를 원-핫으로", never: "q(도로)를 0으로",
      result: (own, extra, all) => `H(p) = ${own}비트에 KL = ${extra}비트를 더하면 H(p, q) = ${all}비트입니다.`,
    },
    en: {
      p: name => `alley: ${name}`, q: name => `car park: ${name}`,
      same: "q = p", sure: "one-hot p", never: "no q for road",
      result: (own, extra, all) => `H(p) = ${own} bits and KL = ${extra} bits make H(p, q) = ${all} bits.`,
    },
  },
  // shares are told as counts, which need not add up to anything
  controls: ({counts, pixels, classes}, words) => ["p", "q"].flatMap(id =>
    counts[id].map((value, n) => (
      {id: id + n, label: words[id](words[classes[n]]), min: 0, max: pixels, step: 1, value}
    ))),
  presets: ({counts: {p, q, one_hot, never}}, words) => {
    const set = (p, q) => Object.fromEntries([
      ...p.map((count, n) => [`p${n}`, count]), ...q.map((count, n) => [`q${n}`, count]),
    ])
    return [
      {label: words.same, set: set(p, p)},
      {label: words.sure, set: set(one_hot, q)},
      {label: words.never, set: set(p, never)},
    ]
  },
  // at least one pixel is left on either side
  settle(state) {
    for (const id of ["p", "q"]) {
      if ([0, 1, 2, 3].every(n => state[id + n] === 0)) state[`${id}0`] = 1
    }
  },
  draw(state, {f, start, words, say, plot, room}) {
    const [p, q] = ["p", "q"].map(id => f.shares([0, 1, 2, 3].map(n => state[id + n])))
    // what is longer, if never so much, runs out of the picture
    const top = Math.ceil(start.longest)
    const picture = plot({x: [0, 1], y: [0, top], left: 30, right: 2, width: room, height: 330, top: 52})
    const box = (from, to, low, high, kind) => picture.add("rect", {
      x: picture.px(from), y: picture.py(high), width: picture.px(to) - picture.px(from),
      height: picture.py(low) - picture.py(high), class: `fill ${kind}`,
    })
    const edge = [[], []]
    let from = 0
    f.lengths(p, q).forEach(([own, other, extra], n) => {
      if (!p[n]) return
      const to = from + p[n]
      box(from, to, 0, Math.min(own, other), "pale c2")
      const more = other > own ? "pale c1" : "pale c3"
      if (other !== own) box(from, to, Math.min(own, other), Math.max(own, other), more)
      edge[0].push([from, own], [to, own])
      edge[1].push([from, other], [to, other])
      const [left, right] = [picture.px(from), picture.px(to)]
      const [middle, room] = [(left + right) / 2, right - left]
      const centred = (y, text, kind = "") => picture.text(middle, y, text, {"text-anchor": "middle", class: kind})
      if (room > 40) {
        const y = (picture.py(own) + picture.py(other)) / 2 + 4
        if (Number(say(extra, 2)) !== 0) centred(y, (extra > 0 ? "+" : "") + say(extra, 2))
      }
      const name = words[start.classes[n]]
      if (room > name.length * (name < "z" ? LAYOUT.letter : LAYOUT.hangul)) centred(308, name)
      from = to
    })
    const yticks = along(0, top, top).map(y => [y, String(y)])
    picture.axes({yticks, xlabel: words.x, ylabel: words.y})
    picture.curve(edge[0], 2, {class: "line dashed c2"}).curve(edge[1], 0)
    picture.text(room, 12, words.own, {class: "c2", "text-anchor": "end"}).text(room, 32, words.other, {class: "c0", "text-anchor": "end"})
    return {picture, result: words.result(...f.parts(p, q).map(bits => say(bits)))}
  },
}
