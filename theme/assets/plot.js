// what figures that answer are drawn with; see live.js

// a plain plot: numbers in, parts of a picture out, [tag, attributes, text or parts];
// log: equal ratios of y are as far apart; ratios: those of x
export class Plot {
  constructor(given, made) {
    const usual = {width: 400, height: 260, left: 50, right: 12, top: 32, bottom: 40}
    Object.assign(this, usual, given, {made, parts: []})
  }
  // the numbers that lie at a place, and where a number lies
  xAt(px) {
    const [from, to] = this.ratios ? this.x.map(Math.log10) : this.x
    const at = from + ((px - this.left) / (this.width - this.left - this.right)) * (to - from)
    return this.ratios ? 10 ** at : at
  }
  yAt(py) {
    const [from, to] = this.y
    return from + ((this.height - this.bottom - py) / (this.height - this.top - this.bottom)) * (to - from)
  }
  px(x) {
    const [from, to] = this.ratios ? this.x.map(Math.log10) : this.x
    const at = this.ratios ? Math.log10(x) : x
    return this.left + ((at - from) / (to - from)) * (this.width - this.left - this.right)
  }
  py(y) {
    const [from, to] = this.log ? this.y.map(Math.log10) : this.y
    const at = this.log ? Math.log10(y) : y
    const clipped = Math.min(Math.max(at, from), to)
    const share = (clipped - from) / (to - from)
    return this.height - this.bottom - share * (this.height - this.top - this.bottom)
  }
  add(tag, given, text = "") {
    this.parts.push([tag, given, text])
    return this
  }
  text(x, y, text, given = {}) {
    return this.add("text", {x, y, ...given}, text)
  }
  // the two axes, their ticks [[at, label], …] and their names, that of y above its axis
  axes({xticks = [], yticks = [], xlabel = "", ylabel = "", kind = "", grid = false}) {
    const {left, top, width, height, right, bottom} = this
    const floor = height - bottom
    if (grid) for (const [at] of yticks) this.add("path", {d: `M${left} ${this.py(at)}H${width - right}`, class: "grid"})
    this.add("path", {d: `M${left} ${top}V${floor}H${width - right}`, class: "axis"})
    for (const [at, label] of xticks) {
      this.add("path", {d: `M${this.px(at)} ${floor}v4`, class: "axis"})
      this.text(this.px(at), floor + 16, label, {"text-anchor": "middle"})
    }
    for (const [at, label] of yticks) {
      this.add("path", {d: `M${left} ${this.py(at)}h-4`, class: "axis"})
      this.text(left - 7, this.py(at) + 4, label, {"text-anchor": "end"})
    }
    if (xlabel) this.text((left + width - right) / 2, height - 4, xlabel, {"text-anchor": "middle"})
    if (ylabel) this.text(0, 12, ylabel, {class: kind})
    return this
  }
  curve(points, colour, given = {}) {
    const d = points.map(([x, y], n) => `${n ? "L" : "M"}${this.px(x).toFixed(1)} ${this.py(y).toFixed(1)}`)
    return this.add("path", {d: d.join(""), class: `line c${colour}`, ...given})
  }
  dot(x, y, colour, given = {}) {
    return this.add("circle", {cx: this.px(x), cy: this.py(y), r: 6, class: `fill c${colour}`, ...given})
  }
  bar(x, y, half, colour, given = {}) {
    const [a, b] = [this.py(Math.min(0, y)), this.py(Math.max(0, y))]
    const from = this.px(x - half)
    const size = {x: from, y: b, width: this.px(x + half) - from, height: Math.max(0, a - b)}
    return this.add("rect", {...size, class: `fill c${colour}`, ...given})
  }
  line(x1, y1, x2, y2, colour, given = {}) {
    const at = {x1: this.px(x1), y1: this.py(y1), x2: this.px(x2), y2: this.py(y2)}
    return this.add("line", {...at, class: `line c${colour}`, ...given})
  }
  // what is dragged, at a place in pixels; for a finger it is larger than it looks
  handle(id, x, y, colour, text = "") {
    const rings = [["grip", 22], ["halo", 14], ["fill", 9]].map(([kind, r]) => ["circle", {r, class: kind}, ""])
    const place = `translate(${x.toFixed(1)} ${y.toFixed(1)})`
    const written = ["text", {"text-anchor": "middle", "dominant-baseline": "central"}, text]
    return this.add("g", {class: `handle c${colour}`, "data-drag": id, transform: place}, [...rings, written])
  }
  // a lane with a handle, at a height in pixels: a length from one number to another
  lane(id, from, to, y, colour, text = "") {
    this.add("path", {d: `M${this.left} ${y}H${this.width - this.right}`, class: "track"})
    this.add("path", {d: `M${this.px(from)} ${y}H${this.px(to)}`, class: `line thick c${colour}`})
    return this.handle(id, this.px(to), y, colour, text)
  }
  // what depends on nothing but the key, worked out when that changes
  kept(name, key, make) {
    if (this.made.get(name)?.[0] !== key) this.made.set(name, [key, make()])
    return this.made.get(name)[1]
  }
  // draws what depends on nothing but its name; a figure does so once
  still(name, draw) {
    const from = this.parts.length
    this.parts.push(...this.kept(name, "", () => (draw(), this.parts.splice(from))))
  }
}

// evenly spaced numbers, both ends among them
export const along = (from, to, parts) =>
  Array.from({length: parts + 1}, (_, n) => from + ((to - from) * n) / parts)

// the same, closer together at the first end
export const steep = (from, to, parts) => along(0, 1, parts).map(x => from + (to - from) * x * x)

// round numbers from 0 to a top, about so many
export function ticks(top, count) {
  const unit = 10 ** Math.floor(Math.log10(top / count))
  const step = [1, 2, 4, 5, 10].find(n => n * unit * count >= top)
  return Array.from({length: Math.floor(top / unit / step) + 1}, (_, n) => n * step * unit)
}

// 1, 2, 5, 10, … around some numbers, for a log axis
export function decades(numbers) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const powers = Array.from({length: 40}, (_, n) => n - 20)
  const all = powers.flatMap(power => [1, 2, 5].map(n => Number(`${n}e${power}`)))
  return all.filter((_, n) => all[n + 1] > low && !(all[n - 1] >= high))
}
