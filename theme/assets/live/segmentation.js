// a prediction moved over a mask, or painted: accuracy, IoU and three losses answer
// pixels that a cell is wide at most, and a measure high, below the mask and beside it
const LAYOUT = {step: 0.01, least: 0.5, most: 0.99, pale: 0.2, narrow: 480, cell: 14, top: 30, below: 34, beside: 62}
const MEASURES = ["accuracy", "iou", "ce", "focal", "dice"]

export default {
  words: {
    ko: {
      ways: ["옮긴 마스크", "모두 배경", "직접 칠하기"], blank: "빈 그림부터 칠하기", right: "오른쪽으로", down: "아래로", sure: "예측한 클래스의 q",
      cursor: "칠할 픽셀", at: (row, column, ink) => `${row}행 ${column}열, ${ink ? "잉크" : "배경"}`,
      result: (how, right, down, sure, values) =>
        `${{moved: `오른쪽으로 ${right}픽셀, 아래로 ${down}픽셀 옮기고`, nothing: "모두 배경이라고 예측하고", painted: "직접 칠한 예측이고"}[how]} 예측한 클래스의 q = ${sure}일 때, ` +
        `정확도 ${values[0]}, IoU ${values[1]}, 교차 엔트로피 ${values[2]}나트, focal loss ${values[3]}나트, Dice loss ${values[4]}입니다.`,
    },
    en: {
      ways: ["mask, moved", "all background", "painted"], blank: "Paint from nothing", right: "to the right", down: "down", sure: "q of the class called",
      cursor: "pixel to paint", at: (row, column, ink) => `row ${row}, column ${column}, ${ink ? "ink" : "background"}`,
      result: (how, right, down, sure, values) =>
        `${{moved: `Moved ${right} to the right and ${down} down`, nothing: "All called background", painted: "Painted by hand"}[how]}, with q = ${sure} for the class that is called: ` +
        `accuracy ${values[0]}, IoU ${values[1]}, cross entropy ${values[2]} nats, focal loss ${values[3]} nats, Dice loss ${values[4]}.`,
    },
  },
  controls: ({truth, right, down, sure, edge}, words) => [
    {
      id: "how", label: words.guess, value: "moved",
      options: ["moved", "nothing", "painted"].map((how, n) => [how, words.ways[n]]),
    },
    {id: "right", label: words.right, min: -edge, max: edge, step: 1, value: right, off: ({how}) => how !== "moved"},
    {id: "down", label: words.down, min: -edge, max: edge, step: 1, value: down, off: ({how}) => how !== "moved"},
    {id: "sure", label: words.sure, min: LAYOUT.least, max: LAYOUT.most, step: LAYOUT.step, value: sure},
    {
      id: "at", label: words.cursor, min: 0, max: truth.flat().length - 1, step: 1, value: 0, handle: true,
      say: ({at}, {guess}) => words.at(Math.floor(at / truth.length) + 1, at % truth.length + 1, guess.flat()[at]),
    },
    {id: "cells", value: "", text: new RegExp(`^[0-9a-f]{${written(truth).length}}$`)},
  ],
  presets: ({truth}, words) => [
    {label: words.blank, set: {how: "painted", cells: written(truth.map(row => row.map(() => 0)))}},
  ],
  draw({how, right, down, sure, at, cells}, {f, start, words, say, plot, room}) {
    const {truth} = start
    const side = truth.length
    const narrow = room < LAYOUT.narrow
    const cell = Math.min(LAYOUT.cell, Math.floor((room - 4) / side))
    const [wide, top] = [side * cell, LAYOUT.top]
    const height = top + wide + (narrow ? 24 + LAYOUT.below * MEASURES.length : 4)
    const place = {x: [0, side], y: [0, side], width: room, height, left: 2, right: room - 2 - wide, top, bottom: height - top - wide}
    const picture = plot(place)
    // painting begins with the mask as it was moved; what q and the cursor leave alone is kept
    const key = `${how} ${right} ${down} ${cells}`
    const guess = picture.kept("guess", key, () => (how === "painted" && cells ? read(cells, side)
      : f.called(truth, how === "nothing" ? how : "moved", right, down)))
    const values = picture.kept("values", `${key} ${sure}`, () => f.measures(truth, guess, sure))
    const kinds = picture.kept("kinds", key, () => f.kinds(truth, guess))
    const filled = picture.kept("filled", key, () => [1, 2, 3].map(kind => kinds.flatMap((row, y) => row.flatMap((k, x) =>
      k === kind ? [`M${2 + x * cell} ${top + y * cell}h${cell}v${cell}h-${cell}z`] : [])).join("")))
    picture.guess = guess
    const board = {x: 2, y: top, width: wide, height: wide}
    picture.add("rect", {...board, class: "axis", fill: "none"})
    const shown = [["truth", 2], ["guess", 0], ["shared", 3]]
    shown.forEach(([name, colour], n) => {
      picture.add("path", {d: filled[n], class: `fill c${colour}`})
      picture.text(2 + n * wide / 3, 18, words[name], {class: `c${colour}`})
    })
    const [left, first, pace] = narrow ? [2, top + wide + 24, LAYOUT.below] : [wide + 34, top + 12, LAYOUT.beside]
    const bar = plot({x: [0, 1], y: [0, 1], width: room, left, right: 2})
    MEASURES.forEach((name, n) => {
      const y = first + pace * n
      const track = {x: left, y: y + 9, height: 8}
      picture.text(left, y + 4, words[name])
      picture.text(room - 2, y + 4, say(values[n]), {"text-anchor": "end", class: "bold"})
      picture.add("rect", {...track, width: bar.px(1) - left, class: "fill c7", opacity: LAYOUT.pale})
      picture.add("rect", {...track, width: bar.px(Math.min(values[n], 1)) - left, class: `fill c${n < 2 ? 2 : 1}`})
    })
    const cursor = {x: 2 + at % side * cell, y: top + Math.floor(at / side) * cell, width: cell, height: cell, class: "halo"}
    picture.add("g", {class: "board", "data-drag": "at"}, [["rect", {...board, class: "grip"}, ""], ["rect", cursor, ""]])
    const pixels = [right, down].map(n => say(n, 0))
    return {picture, result: words.result(how, ...pixels, say(sure, 2), values.map(x => say(x)))}
  },
  // a hand paints what the first pixel was not; else the middle of the prediction goes to it
  drag(at, picture, state, held, start, begun) {
    const side = picture.x[1]
    const [x, y] = [picture.xAt(at.x), side - picture.yAt(at.y)]
    if (state.how !== "painted") return {how: "moved", right: x - Math.round(side / 2), down: y - Math.round(side / 2)}
    const [column, row] = [x, y].map(n => Math.min(Math.max(Math.floor(n), 0), side - 1))
    const here = {column, row, ink: begun ? 1 - picture.guess[row][column] : stroke.ink}
    const from = begun ? here : stroke
    stroke = here
    return painted(picture.guess, [...between(from, here)], here.ink)
  },
  // arrows go from pixel to pixel, the space bar paints
  keys(key, {at}, {guess}) {
    const side = guess.length, [row, column] = [Math.floor(at / side), at % side]
    if (key === " ") return painted(guess, [[row, column]], 1 - guess[row][column])
    const down = {ArrowUp: -1, ArrowDown: 1}[key], to = at + down * side
    if (down) return {at: to >= 0 && to < side * side ? to : at}
  },
}

let stroke // where the hand was, and what it paints

// the pixels on the way of a hand, which may be faster than its events
function* between(from, to) {
  const [right, down] = [to.column - from.column, to.row - from.row]
  const steps = Math.max(Math.abs(right), Math.abs(down), 1)
  for (let n = 0; n <= steps; n++) {
    yield [from.row + Math.round(down * n / steps), from.column + Math.round(right * n / steps)]
  }
}

function painted(guess, cells, ink) {
  const rows = guess.map(row => [...row])
  for (const [row, column] of cells) rows[row][column] = ink
  const [row, column] = cells.at(-1)
  return {how: "painted", cells: written(rows), at: row * rows.length + column}
}

// rows of 0 and 1 as hexadecimal digits, four pixels each
const written = rows => rows.flat().join("").replace(/.{4}/g, four => Number(`0b${four}`).toString(16))

function read(cells, side) {
  const pixels = [...cells].flatMap(digit => [8, 4, 2, 1].map(bit => Number(Boolean(Number(`0x${digit}`) & bit))))
  return Array.from({length: side}, (_, n) => pixels.slice(n * side, (n + 1) * side))
}
