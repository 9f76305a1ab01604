// two rows of pixels with cuts to drag: H(p), KL and H(p, q) as areas over p
import {along} from "../plot.js"

const SIDES = ["p", "q"]
const CUTS = [0, 1, 2]
// pixels that one letter needs, and a line; where the rows of p and of q lie
const LAYOUT = {letter: 6.5, hangul: 12.5, line: 17, height: 372, floor: 262, row: 26}

export default {
  quiet: true,
  words: {
    ko: {
      cut: (side, one, next) => `${side === "p" ? "골목" : "주차장"}, ${one}–${next} 경계`, p: "골목 p", q: "주차장 q",
      same: "q = p", sure: "p를 원-핫으로", never: "q(도로)를 0으로",
      result: (own, extra, all) => `H(p) = ${own}비트에 KL = ${extra}비트를 더하면 H(p, q) = ${all}비트입니다.`,
    },
    en: {
      cut: (side, one, next) => `${side === "p" ? "alley" : "car park"}, between ${one} and ${next}`, p: "alley p", q: "car park q",
      same: "q = p", sure: "one-hot p", never: "no q for road",
      result: (own, extra, all) => `H(p) = ${own} bits and KL = ${extra} bits make H(p, q) = ${all} bits.`,
    },
  },
  controls: ({cuts, pixels, classes}, words) => SIDES.flatMap(side => CUTS.map(n => ({
    id: side + n, label: words.cut(side, words[classes[n]], words[classes[n + 1]]),
    min: 0, max: pixels, step: 1, value: cuts[side][n], handle: true,
  }))),
  presets: ({cuts, pixels}, words) => [
    {label: words.same, set: placed({p: cuts.p, q: cuts.p})},
    {label: words.sure, set: placed({p: CUTS.map(() => pixels), q: cuts.q})},
    {label: words.never, set: placed({p: cuts.p, q: [0, ...cuts.q.slice(1)]})},
  ],
  // a cut that is moved pushes those in its way
  drag(at, picture, state, held, {pixels}) {
    const to = Math.round(picture.row.xAt(at.x))
    const cut = Math.min(Math.max(to, 0), pixels)
    const [side, moved] = held
    return Object.fromEntries(CUTS.map(n => {
      const now = state[side + n]
      return [side + n, n < moved ? Math.min(now, cut) : n > moved ? Math.max(now, cut) : cut]
    }))
  },
  settle(state) {
    for (const side of SIDES) for (const n of [1, 2]) {
      state[side + n] = Math.max(state[side + n], state[side + (n - 1)])
    }
  },
  draw(state, {f, start, words, say, plot, room}) {
    const edges = side => [0, ...CUTS.map(n => state[side + n]), start.pixels]
    const [p, q] = SIDES.map(side => f.shares(edges(side)))
    const {height, floor} = LAYOUT
    const frame = {width: room, left: 26, right: 2}
    // what is longer, if never so much, runs out of the picture
    const top = Math.ceil(start.longest)
    const picture = plot({...frame, x: [0, 1], y: [0, top], height, bottom: height - floor, top: 56})
    picture.row = plot({...frame, x: [0, start.pixels]})
    const box = (from, to, low, high, kind) => picture.add("rect", {
      x: picture.px(from), y: picture.py(high), width: picture.px(to) - picture.px(from),
      height: picture.py(low) - picture.py(high), class: `fill ${kind}`,
    })
    const named = (n, room) => {
      const name = words[start.classes[n]]
      return room > name.length * (name < "z" ? LAYOUT.letter : LAYOUT.hangul) ? name : ""
    }
    const edge = [[], []]
    let from = 0
    f.lengths(p, q).forEach((lengths, n) => {
      // a class without a share keeps its parts, so that those of the others are not made anew
      const [own, other, extra] = p[n] ? lengths : [0, 0, 0]
      const to = from + p[n]
      box(from, to, 0, Math.min(own, other), "pale c2")
      const more = other > own ? "pale c3" : "pale c7"
      box(from, to, Math.min(own, other), Math.max(own, other), more)
      if (p[n]) {
        edge[0].push([from, own], [to, own])
        edge[1].push([from, other], [to, other])
      }
      const [left, right] = [picture.px(from), picture.px(to)]
      const [middle, room] = [(left + right) / 2, right - left]
      const centred = (y, text, kind = "") => picture.text(middle, y, text, {"text-anchor": "middle", class: kind})
      const [low, high] = [picture.py(own), picture.py(other)]
      // no number where its band has no room for one
      const number = (extra > 0 ? "+" : "") + say(extra, 2) + (other > top ? " ↑" : "")
      const wide = room > number.length * LAYOUT.letter && Number(say(extra, 2)) !== 0
      const fits = wide && Math.abs(low - high) > LAYOUT.line
      centred((low + high) / 2 + 4, fits ? number : "")
      from = to
    })
    const yticks = along(0, top, top).map(y => [y, String(y)])
    picture.axes({yticks, ylabel: words.y})
    picture.curve(edge[0], 2, {class: "line dashed c2"}).curve(edge[1], 0)
    const right = {"text-anchor": "end"}
    picture.text(room, 12, words.own, {...right, class: "c2"}).text(room, 30, words.other, {...right, class: "c0"})
    // the rows that are cut: p is the axis, q lies below
    SIDES.forEach((side, which) => {
      const y = floor + 20 + which * (LAYOUT.row + 26)
      const cuts = edges(side)
      cuts.slice(1).forEach((to, n) => {
        const [a, b] = [picture.row.px(cuts[n]), picture.row.px(to)]
        picture.add("rect", {x: a, y: y - 9, width: b - a, height: 18, class: `was c${which ? 0 : 2}`})
        picture.text((a + b) / 2, y + 24, named(n, b - a - 24), {"text-anchor": "middle", class: "quiet"})
      })
      picture.text(0, y + 4, side, {class: `c${which ? 0 : 2} bold`})
      CUTS.forEach(n => picture.handle(side + n, picture.row.px(cuts[n + 1]), y, which ? 0 : 2))
    })
    const told = f.parts(p, q).map(bits => say(bits))
    picture.text(0, 40, `${told[0]} + ${told[1]} = ${told[2]}`)
    return {picture, result: words.result(...told)}
  },
}

const placed = cuts => Object.fromEntries(SIDES.flatMap(side => cuts[side].map((cut, n) => [side + n, cut])))
