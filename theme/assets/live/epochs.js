// the real run, epoch by epoch: the first minibatch, and where the losses stand
import {decades, ticks} from "../plot.js"

export default {
  quiet: true,
  words: {
    ko: {
      epoch: "학습한 에폭", after: "학습 후",
      result: (epoch, q, bits, total, train, heldOut) => `학습한 에폭: ${epoch}. 첫 번째 미니배치에서 정답의 확률: ${q}. 손실: ${bits}비트, 합계 ${total}비트. 평균 손실은 학습에 쓴 손글씨가 ${train}나트, 쓰지 않은 손글씨가 ${heldOut}나트입니다.`,
    },
    en: {
      epoch: "epochs trained", after: "After training",
      result: (epoch, q, bits, total, train, heldOut) => `Epochs trained: ${epoch}. In the first minibatch the true classes have the probabilities ${q}; the losses are ${bits} bits, ${total} bits in total. The mean loss is ${train} nats on the digits trained on and ${heldOut} nats on those held out.`,
    },
  },
  controls: ({q}, words) => [
    {id: "epoch", label: words.epoch, min: 0, max: q.length - 1, step: 1, value: 0, handle: true},
  ],
  presets: ({q, lowest}, words) => [
    {label: titled(words.lowest), set: {epoch: lowest}},
    {label: words.after, set: {epoch: q.length - 1}},
  ],
  drag: (at, picture) => ({epoch: picture.xAt(at.x)}),
  draw({epoch}, {f, start, words, say, plot, room}) {
    const {q, bits, train, heldOut, lowest, chance, classes} = start
    const total = f.together(bits[epoch], "sum")
    const heights = decades([...train, ...heldOut])
    const [floor, top] = [heights[0], heights.at(-1)]
    const last = train.length - 1
    const picture = plot({x: [0, last], y: [floor, top], width: room, height: 390, top: 150, left: 60, log: true})

    const row = (y, q, bits) => {
      picture.text(room - 90, y, q, {"text-anchor": "end"})
      picture.text(room, y, bits, {"text-anchor": "end"})
    }
    row(16, words.q, words.bits)
    classes.forEach((digit, n) => {
      const y = 38 + 20 * n
      picture.text(54, y, `${words.digit} ${digit}`, {"text-anchor": "end"})
      picture.add("rect", {x: 62, y: y - 12, width: Math.max(0, (room - 220) * q[epoch][n]), height: 15, class: "fill c0"})
      row(y, say(q[epoch][n], 6), say(bits[epoch][n], 6))
    })
    row(98, words.total, say(total, 6))

    // the handle stands above the plot, clear of its highest tick
    const held = {x: picture.px(epoch), y: picture.top - 12, floor: picture.py(floor)}
    picture.add("path", {d: `M${held.x} ${held.y}V${held.floor}`, class: "line thin c3"})
    const histories = [[train, words.train], [heldOut, words.held_out]]
    picture.still("curves", () => {
      picture.axes({
        xticks: ticks(last, 6).map(x => [x, String(x)]),
        yticks: heights.map(y => [y, String(y)]),
        xlabel: words.x,
      })
      picture.text(0, picture.top - 30, words.y, {class: "c1"})
      const middle = Math.floor(last / 2)
      const name = (height, text, colour) => {
        picture.text(picture.px(middle) + 4, picture.py(height) - 7, text, {class: `c${colour}`})
      }
      picture.line(0, chance, last, chance, 2, {class: "line dashed c2"})
      name(chance, words.chance, 2)
      histories.forEach(([history, text], colour) => {
        picture.curve(history.map((loss, n) => [n, loss]), colour)
        name(history[middle], text, colour)
      })
      picture.dot(lowest, heldOut[lowest], 1, {r: 4})
      picture.text(picture.px(lowest) - 6, picture.py(heldOut[lowest]) + 19, words.lowest, {class: "c1"})
    })
    histories.forEach(([history], colour) => picture.dot(epoch, history[epoch], colour))
    picture.handle("epoch", held.x, held.y, 7)
    const strip = {y: picture.top, width: 44, height: 390 - picture.top, class: "grip"}
    picture.add("rect", {x: held.x - 22, ...strip, "data-drag": "epoch"})

    const six = xs => xs.map(x => say(x, 6)).join(", ")
    const losses = [say(total, 6), say(train[epoch]), say(heldOut[epoch])]
    return {picture, result: words.result(epoch, six(q[epoch]), six(bits[epoch]), ...losses)}
  },
}

const titled = words => words[0].toUpperCase() + words.slice(1)
