// figures that answer: upgrades each figure.live in place; without scripts the
// drawn figure stays. a figure of its own is one file in live/, with
//   words     {ko, en}: all that it says
//   controls  (start, words) => [{id, label, min, max, step, value, say}, …]
//             a choice has options: [[value, label], …] instead of min and max;
//             with free: true a value may lie between two steps; typed: true is
//             a field for a number of the reader's own
//   presets   (start, words) => [{label, set: {id: value}}, …]; to work out the
//             values, set is a function (state, {f, start}) => {id: value}
//   draw      (state, {f, start, words, say, plot}) => {picture, result}
//   drag      (at, picture, state, held, start) => {id: value}, where the picture
//             has an element with data-drag, whose text is held
//   settle    (state) mends a state that no formula can take
// numbers come from f alone: formulas of snippets/, translated by the build

const language = document.documentElement.lang === "ko" ? "ko" : "en"
const WORDS = {
  ko: {reset: "처음으로", controls: "그림 움직이기"},
  en: {reset: "Reset", controls: "Move the figure"},
}[language]
const REST = 400 // ms after the last change until it is said and kept

// a number as the pages print it
function say(x, digits = 4) {
  if (Number.isNaN(x)) return "nan"
  const text = Number.isFinite(x) ? Math.abs(x).toFixed(digits) : "inf"
  return (x < 0 && Number(text) !== 0 ? "−" : "") + text
}

const escape = text => String(text).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)

function attributes(given) {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${escape(value)}"`)
    .join("")
}

// a plain plot: numbers in, SVG text out
class Plot {
  constructor({x, y, width = 400, height = 240, left = 50, right = 12, top = 14, bottom = 40}, made) {
    Object.assign(this, {x, y, width, height, left, right, top, bottom, made})
    this.parts = []
  }
  // the number that lies at a place, and where a number lies
  xAt(px) {
    const [from, to] = this.x
    return from + ((px - this.left) / (this.width - this.left - this.right)) * (to - from)
  }
  px(x) {
    const [from, to] = this.x
    return this.left + ((x - from) / (to - from)) * (this.width - this.left - this.right)
  }
  py(y) {
    const [from, to] = this.y
    const clipped = Math.min(Math.max(y, Math.min(from, to)), Math.max(from, to))
    const share = (clipped - from) / (to - from)
    return this.height - this.bottom - share * (this.height - this.top - this.bottom)
  }
  add(tag, given, text = "") {
    this.parts.push(`<${tag}${attributes(given)}>${escape(text)}</${tag}>`)
    return this
  }
  text(x, y, text, given = {}) {
    return this.add("text", {x, y, ...given}, text)
  }
  // the two axes, their ticks [[at, label], …] and their names
  axes({xticks = [], yticks = [], xlabel = "", ylabel = ""}) {
    const {left, top, width, height, right, bottom} = this
    const floor = height - bottom
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
    if (ylabel) {
      const y = (top + floor) / 2
      const given = {"text-anchor": "middle", transform: `rotate(-90 14 ${y})`}
      this.text(14, y, ylabel, given)
    }
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
  // draws what depends on nothing but the key; a figure does so once
  still(key, draw) {
    if (!this.made.has(key)) {
      const from = this.parts.length
      draw()
      this.made.set(key, this.parts.splice(from))
    }
    this.parts.push(...this.made.get(key))
  }
}

class Live {
  constructor(figure, name, given) {
    this.figure = figure
    this.name = name
    this.given = given
    this.start = JSON.parse(figure.dataset.start)
    this.words = given.words[language]
    this.controls = given.controls(this.start, this.words)
    this.state = {}
    this.inputs = {}
    this.drawn = [] // the parts that stand in the picture
    const made = new Map()
    this.plot = given => new Plot(given, made)
    const parts = this.build()
    this.recall()
    this.update()
    // only now, when it could be drawn, does the still picture go
    figure.querySelector(".picture").replaceWith(...parts)
    figure.classList.add("ready")
    figure.live = this
  }

  build() {
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
    this.svg.setAttribute("role", "img")
    const picture = element("div", {class: "picture moving"})
    picture.append(this.svg)
    const panel = element("div", {class: "controls", role: "group", "aria-label": WORDS.controls})
    for (const control of this.controls) panel.append(this.control(control))
    const buttons = element("div", {class: "buttons"})
    for (const {label, set} of this.given.presets?.(this.start, this.words) ?? []) {
      buttons.append(button(label, () => {
        const given = {f: this.figure.formulas, start: this.start}
        this.set(typeof set === "function" ? set(this.state, given) : set)
      }))
    }
    buttons.append(button(WORDS.reset, () => this.reset(), "reset"))
    panel.append(buttons)
    this.result = element("p", {class: "result"})
    this.spoken = element("p", {class: "spoken", "aria-live": "polite"})
    this.listen()
    return [picture, this.result, panel, this.spoken]
  }

  control({id, label, min, max, step, value, options, typed}) {
    this.state[id] = value
    const row = element("label", {class: "control"})
    row.append(element("span", {class: "name"}, label))
    const input = options ? element("select", {}) : element("input", {type: typed ? "number" : "range", min, max, step})
    for (const [key, words] of options ?? []) input.append(element("option", {value: key}, words))
    const shown = element("output", {})
    input.addEventListener("input", () => {
      if (input.value) this.set({[id]: options ? input.value : Number(input.value)})
    })
    // what is half typed stays as it is, until the field is left
    if (typed) input.addEventListener("blur", () => this.update())
    row.append(input, ...(options || typed ? [] : [shown]))
    this.inputs[id] = {input, shown}
    return row
  }

  // a pointer in the picture does what its controls do
  listen() {
    const move = event => {
      const box = this.svg.getBoundingClientRect()
      const scale = this.picture.width / box.width
      const at = {x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale}
      this.set(this.given.drag(at, this.picture, this.state, this.held, this.start))
    }
    this.svg.addEventListener("pointerdown", event => {
      const held = event.target.closest("[data-drag]")
      if (!held || event.button) return
      this.held = held.dataset.drag
      this.svg.setPointerCapture(event.pointerId)
      event.preventDefault()
      move(event)
    })
    this.svg.addEventListener("pointermove", event => {
      if (this.held !== undefined) move(event)
    })
    for (const end of ["pointerup", "pointercancel"]) {
      this.svg.addEventListener(end, () => { this.held = undefined })
    }
  }

  // takes only what a control could have been set to
  set(changes) {
    for (const [id, value] of Object.entries(this.fitting(changes))) this.state[id] = value
    this.given.settle?.(this.state)
    this.update()
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.rest(), REST)
  }

  fitting(changes) {
    const kept = {}
    for (const {id, min, max, step, options, free} of this.controls) {
      if (!(id in changes)) continue
      if (options) {
        const found = options.find(([key]) => String(key) === String(changes[id]))
        if (found) kept[id] = found[0]
      } else if (Number.isFinite(Number(changes[id]))) {
        const steps = Math.round((Number(changes[id]) - min) / step)
        const nearest = Number((min + steps * step).toPrecision(12))
        const value = free ? Number(changes[id]) : nearest
        kept[id] = Math.min(Math.max(value, min), max)
      }
    }
    return kept
  }

  reset() {
    for (const {id, value} of this.controls) this.state[id] = value
    this.update()
    this.rest()
  }

  // what already stands there is not written again
  show({width, height, parts}) {
    if (parts.length === this.drawn.length) {
      const changed = [...parts.keys()].filter(n => parts[n] !== this.drawn[n])
      const old = changed.map(n => this.svg.children[n])
      // read all at once, which costs less than one by one
      const read = this.svg.cloneNode()
      read.innerHTML = changed.map(n => parts[n]).join("")
      for (const [n, node] of [...read.children].entries()) old[n].replaceWith(node)
    } else {
      this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
      this.svg.innerHTML = parts.join("")
    }
    this.drawn = parts
  }

  update() {
    const {figure, start, words, state, plot} = this
    const {picture, result} = this.given.draw(state, {f: figure.formulas, start, words, say, plot})
    this.picture = picture
    this.show(picture)
    this.svg.setAttribute("aria-label", result)
    this.result.textContent = result
    for (const {id, options, typed, say: own, step} of this.controls) {
      const {input, shown} = this.inputs[id]
      if (typed && input === document.activeElement) continue
      input.value = state[id]
      if (options || typed) continue
      const digits = own ?? Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
      const text = say(state[id], digits)
      if (shown.textContent === text) continue
      shown.textContent = text
      input.setAttribute("aria-valuetext", text)
    }
  }

  // once it rests: said to screen readers, kept in the address
  rest() {
    this.spoken.textContent = this.result.textContent
    const address = new URL(location.href)
    const changed = this.controls.some(({id, value}) => this.state[id] !== value)
    const kept = this.controls.map(({id}) => this.state[id]).join("_")
    if (changed) address.searchParams.set(this.name, kept)
    else address.searchParams.delete(this.name)
    history.replaceState(history.state, "", address)
  }

  recall() {
    const kept = new URLSearchParams(location.search).get(this.name)
    const values = kept === null ? [] : kept.split("_")
    if (values.length !== this.controls.length) return
    const changes = Object.fromEntries(this.controls.map(({id}, n) => [id, values[n] || NaN]))
    Object.assign(this.state, this.fitting(changes))
    this.given.settle?.(this.state)
  }
}

function element(tag, given, text = "") {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value)
  made.textContent = text
  return made
}

function button(label, pressed, kind = "") {
  const made = element("button", {type: "button", class: `md-button ${kind}`}, label)
  made.addEventListener("click", pressed)
  return made
}

for (const figure of document.querySelectorAll("figure.live")) {
  const name = figure.dataset.live
  const {default: given} = await import(`./live/${name}.js`)
  new Live(figure, name, given)
}
