// one sentence cut into syllables, jamo or bytes: bits of a piece and of a character
import {along} from "../plot.js"

// the highest cost and its ticks, how pale what is not counted is, how wide a bar
const LAYOUT = {high: 16, ticks: 4, pale: 0.25, wide: 0.9}

export default {
  words: {
    ko: {
      cut: "조각", cuts: ["음절", "자모", "바이트"], count: "여기까지",
      result: (n, cut, pieces, total, piece, perplexity, character) =>
        `앞의 ${n}글자는 ${cut} ${pieces}개이고 모두 ${total}비트입니다. 조각당 ${piece}비트(퍼플렉시티 ${perplexity}), 글자당 ${character}비트입니다.`,
    },
    en: {
      cut: "pieces", cuts: ["syllables", "jamo", "bytes"], count: "up to here",
      result: (n, cut, pieces, total, piece, perplexity, character) =>
        `The first ${n} characters are ${pieces} ${cut} and cost ${total} bits in all: ${piece} bits a piece (a perplexity of ${perplexity}), ${character} bits a character.`,
    },
  },
  controls: ({letters}, words) => [
    {id: "cut", label: words.cut, value: 0, options: words.cuts.map((name, n) => [n, name])},
    {id: "count", label: words.count, min: 1, max: letters.length, step: 1, value: letters.length, handle: true},
  ],
  draw({cut, count}, {f, start, words, say, plot, room}) {
    const {letters} = start
    const [bits, ends] = [start.bits[cut], start.ends[cut]]
    const [total, piece, character, perplexity] = f.reading(bits.slice(0, ends[count - 1]), count)
    const picture = plot({x: [0, letters.length], y: [0, LAYOUT.high], top: 76, height: 314, left: 34, right: 24, width: room})
    const floor = picture.py(0)
    // what is counted is one path, the rest a pale one: a bar a piece would be too many nodes to move
    const bars = ["", ""]
    letters.forEach((letter, n) => {
      const from = n ? ends[n - 1] : 0
      const share = (picture.px(n + 1) - picture.px(n)) / (ends[n] - from)
      for (let at = from; at < ends[n]; at += 1) {
        const [x, y] = [picture.px(n) + (at - from) * share, picture.py(bits[at])]
        bars[Number(n >= count)] += `M${x.toFixed(1)} ${floor}V${y.toFixed(1)}h${(LAYOUT.wide * share).toFixed(1)}V${floor}z`
      }
    })
    bars.forEach((d, n) => picture.add("path", {d, class: "fill c1", opacity: n ? LAYOUT.pale : 1}))
    picture.still("letters", () => letters.forEach((letter, n) => {
      const middle = (picture.px(n) + picture.px(n + 1)) / 2
      picture.text(middle, picture.height - 20, letter, {"text-anchor": "middle", lang: "ko"})
    }))
    picture.axes({yticks: along(0, LAYOUT.high, LAYOUT.ticks).map(y => [y, String(y)])})
    picture.text(4, 14, words.y)
    const [left, right, here] = [picture.px(0), picture.px(letters.length), picture.px(count)]
    const means = [[words.a_piece, piece, "c0", " dashed"], [words.a_character, character, "c2", ""]]
    means.forEach(([name, mean, colour, kind], n) => {
      const y = picture.py(mean)
      picture.add("line", {x1: left, x2: here, y1: y, y2: y, class: `line ${colour}${kind}`})
      picture.text(left, 34 + 18 * n, name, {class: colour})
      picture.text(right, 34 + 18 * n, say(mean, 2), {"text-anchor": "end", class: `${colour} bold`})
    })
    picture.add("line", {x1: here, x2: here, y1: picture.top, y2: floor, class: "line thin c7"})
    picture.add("rect", {
      x: left, y: picture.top, width: right - left, height: floor - picture.top,
      class: "grip", "data-drag": "count",
    })
    picture.handle("count", here, picture.top, 7)
    const result = words.result(
      count, words.cuts[cut], ends[count - 1], say(total, 2), say(piece, 2), say(perplexity, 2), say(character, 2),
    )
    return {picture, result}
  },
  drag: (at, picture) => ({count: picture.xAt(at.x)}),
}
