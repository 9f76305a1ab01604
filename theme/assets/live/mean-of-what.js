// two micro-batches of one's own: the mean of their means, and the mean over all
import {along, ticks} from "../plot.js"

// the most tokens of either, a step of a mean and the highest, how pale a bar is, and
// where the edges of the bars are held, below the axis
const LAYOUT = {tokens: 100, step: 0.1, high: 5, pale: 0.35, height: 372, floor: 290, edge: 64}

export default {
  words: {
    ko: {
      tokens: which => `${which}: 토큰 수`, mean: which => `${which}: 손실`, equal: "같은 크기로",
      result: ([m, n], [a, b], ofMeans, overAll, counts) =>
        `토큰 ${m}개의 평균이 ${a}나트이고 ${n}개의 평균이 ${b}나트일 때, 평균의 평균은 ${ofMeans}나트, 모든 토큰의 평균은 ${overAll}나트입니다. ` +
        `평균의 평균에서 첫째 마이크로배치의 토큰 하나는 둘째의 토큰 ${counts}개와 비중이 같습니다.`,
    },
    en: {
      tokens: which => `${which}: tokens`, mean: which => `${which}: loss`, equal: "Equal sizes",
      result: ([m, n], [a, b], ofMeans, overAll, counts) =>
        `With ${m} tokens at a mean of ${a} nats and ${n} at ${b}, the mean of means is ${ofMeans} nats and the mean over all tokens ${overAll}. ` +
        `In the mean of means, one token of the first micro-batch counts as ${counts} of the second.`,
    },
  },
  controls: ({sizes, means}, words) => [words.first, words.second].flatMap((which, n) => [
    {id: `size${n}`, label: words.tokens(which), min: 1, max: LAYOUT.tokens, step: 1, value: sizes[n], handle: true},
    {id: `mean${n}`, label: words.mean(which), min: 0, max: LAYOUT.high, step: LAYOUT.step, value: means[n], handle: true},
  ]),
  presets: (start, words) => [{label: words.equal, set: ({size0}) => ({size1: size0})}],
  draw({size0, size1, mean0, mean1}, {f, words, say, plot, room}) {
    const [sizes, means] = [[size0, size1], [mean0, mean1]]
    const at = f.edges(sizes)
    const lines = {of_means: f.of_means(means), over_all: f.over_all(sizes, means)}
    const {height, floor, tokens, high} = LAYOUT
    // as wide as both can be, so that nothing slips under a hand
    const most = f.edges([tokens, tokens])[2]
    const picture = plot({x: [0, most], y: [0, high], top: 78, height, bottom: height - floor, left: 26, right: 14, width: room})
    const [from, to] = [picture.px(0), picture.px(most)]
    means.forEach((mean, n) => {
      const [left, top] = [picture.px(at[n]), picture.py(mean)]
      const size = {width: picture.px(at[n + 1]) - left, height: picture.py(0) - top}
      picture.add("rect", {x: left, y: top, ...size, class: `fill c${n}`, opacity: LAYOUT.pale})
    })
    picture.axes({
      xticks: ticks(most, 5).map(x => [x, String(x)]), yticks: along(0, high, high).map(y => [y, String(y)]),
    })
    picture.text(0, 12, words.y)
    // above the plot, where no line runs through them
    const named = (n, name) => `${words[name]}: ${sizes[n]} × ${say(means[n], 1)}`
    picture.text(from, 70, named(0, "first"), {class: "c0"})
    picture.text(to, 70, named(1, "second"), {"text-anchor": "end", class: "c1"})
    Object.entries(lines).forEach(([name, height], n) => {
      const y = picture.py(height)
      const kind = n ? "" : " dashed"
      picture.add("line", {x1: from, x2: to, y1: y, y2: y, class: `line c${n + 2}${kind}`})
      picture.text(from, 32 + 18 * n, words[name], {class: `c${n + 2}`})
      picture.text(to, 32 + 18 * n, say(height), {"text-anchor": "end", class: `c${n + 2} bold`})
    })
    means.forEach((mean, n) => {
      const [left, right] = [picture.px(at[n]), picture.px(at[n + 1])]
      picture.add("path", {d: `M${right} ${picture.py(mean)}V${floor + LAYOUT.edge}`, class: `line thin c${n}`})
      picture.handle(`size${n}`, right, floor + LAYOUT.edge, n)
      picture.handle(`mean${n}`, (left + right) / 2, picture.py(mean), n)
    })
    picture.text((from + to) / 2, floor + 36, words.x, {"text-anchor": "middle", class: "haloed"})
    const result = words.result(
      sizes, means.map(x => say(x, 1)), say(lines.of_means), say(lines.over_all), say(f.counts_as(sizes), 1),
    )
    return {picture, result}
  },
  // the second bar begins where the first ends
  drag(at, picture, {size0}, held) {
    if (held.startsWith("mean")) return {[held]: picture.yAt(at.y)}
    const edge = picture.xAt(at.x)
    return {[held]: held === "size0" ? edge : edge - size0}
  },
}
