// a temperature to move: how often answers are right that are so sure, and the loss
import {along, ticks} from "../plot.js"

// a step of the temperature, room above the curve of the loss, how pale a bar is
const LAYOUT = {step: 0.1, room: 1.1, pale: 0.35, ticks: [0.4, 0.6, 0.8, 1]}

export default {
  words: {
    ko: {
      fitted: "검증 데이터로 맞춘 온도",
      result: (T, sure, right, ece, nats) =>
        `온도가 ${T}일 때, 평균 확신도는 ${sure}, 정확도는 ${right}입니다. ECE는 ${ece}, 테스트 손실은 ${nats}나트입니다.`,
    },
    en: {
      fitted: "Fitted on validation data",
      result: (T, sure, right, ece, nats) =>
        `At a temperature of ${T} the mean confidence is ${sure} and the accuracy ${right}. The ECE is ${ece} and the test loss ${nats} nats.`,
    },
  },
  controls: ({T}, words) => [
    {id: "T", label: words.T, min: T[0], max: T.at(-1), step: LAYOUT.step, value: 1, handle: true},
  ],
  presets: ({fitted}, words) => [{label: words.fitted, set: {T: fitted}}],
  drag: (at, picture) => ({T: picture.xAt(at.x)}),
  draw({T}, {f, start, words, say, plot, room}) {
    const n = start.T.indexOf(T)
    const [shares, sures, rights, nats] = ["shares", "sures", "rights", "nats"].map(name => start[name][n])
    const {edges} = start
    const upper = plot({x: [edges[0], 1], y: [0, 1], height: 280, top: 44, width: room})
    const high = Math.max(...start.nats) * LAYOUT.room
    const picture = plot({x: [0, start.T.at(-1)], y: [0, high], height: 460, top: 320, width: room})
    picture.still("axes", () => {
      upper.axes({
        xticks: LAYOUT.ticks.map(x => [x, String(x)]), yticks: along(0, 1, 2).map(y => [y, String(y)]),
        xlabel: words.x,
      })
      upper.line(edges[0], edges[0], 1, 1, 2, {class: "line thin dashed c2"})
      upper.text(0, 12, words.dots, {class: "c0"})
      upper.text(upper.px(1), 16, words.ideal, {"text-anchor": "end", class: "c2"})
      picture.parts.push(...upper.parts.splice(0))
      picture.axes({
        xticks: ticks(start.T.at(-1), 5).map(x => [x, String(x)]), yticks: ticks(high, 3).map(y => [y, String(y)]),
        xlabel: words.T,
      })
      picture.text(0, picture.top - 18, words.nats, {class: "c1"})
      picture.curve(start.T.map((T, n) => [T, start.nats[n]]), 1)
    })
    shares.forEach((share, k) => {
      const [left, right, y] = [upper.px(edges[k]), upper.px(edges[k + 1]), upper.py(share)]
      const size = {width: right - left, height: upper.py(0) - y}
      upper.add("rect", {x: left, y, ...size, class: "fill c7", opacity: LAYOUT.pale})
      // an empty bin has neither a dot nor a gap
      const seen = {visibility: share ? "visible" : "hidden"}
      upper.line(sures[k], sures[k], sures[k], rights[k], 1, seen)
      upper.dot(sures[k], rights[k], 0, seen)
    })
    picture.parts.push(...upper.parts)
    const strip = {y: 310, width: 44, height: 110, class: "grip"}
    picture.add("rect", {x: picture.px(T) - 22, ...strip, "data-drag": "T"})
    picture.handle("T", picture.px(T), picture.py(nats), 1)
    const means = [f.overall(shares, sures), f.overall(shares, rights), f.ece(shares, sures, rights)]
    return {picture, result: words.result(say(T, 1), ...means.map(x => say(x)), say(nats))}
  },
}
