// a figure that answers. a figure of its own is one file in live/, with
//   words     {ko, en}: what it says; the labels of its fence are in words too
//   controls  (start, words) => [{id, label, min, max, step, value, say}, …]
//             a choice has options: [[value, label], …] instead of min and max; few
//             stand side by side. with handle: true a number is moved in the picture
//             alone: what has its data-drag is its handle, for the keyboard too;
//             with free: true a value may lie between two steps; typed: true is
//             a field for a number of the reader's own; off: state => true while
//             it counts for nothing; text, in place of all that, is a pattern of what
//             is kept without a control. say: how many decimals, or (state, picture) => words
//   presets   (start, words) => [{label, set: {id: value}}, …]; to work out the
//             values, set is a function (state, {f, start}) => {id: value}
//   draw      (state, {f, start, words, say, plot, room}) => {picture, result}
//             room is how many pixels wide the text is: plot({width: room, …}) is drawn
//             at its own size. the height is the same in every state
//   drag      (at, picture, state, held, start, begun) => {id: value}, where the picture
//             has an element with data-drag, whose text is held
//   keys      (key, state, picture) => {id: value} or nothing, at a handle in focus
//   settle    (state) mends a state that no formula can take
//   quiet     true where the picture says the result: it is read out alone
// numbers come from f alone: formulas of snippets/, translated by the build

import {element, language} from "./dom.js"
import {button, recalled, resting, segments} from "./form.js"
import * as python from "./python.js"

const WORDS = {
  ko: {reset: "처음으로", controls: "그림 움직이기"},
  en: {reset: "Reset", controls: "Move the figure"},
}[language]
const SVG = "http://www.w3.org/2000/svg"
const FEW = 4 // options that stand side by side
const LETTERS = 12.5 // px, however large the picture is shown

// a number as the pages print it
function say(x, digits = 4) {
  if (Number.isNaN(x)) return "nan"
  const text = Number.isFinite(x) ? Math.abs(x).toFixed(digits) : "inf"
  return (x < 0 && Number(text) !== 0 ? "−" : "") + text
}

export class Live {
  constructor(figure, name, given, Plot, told) {
    this.figure = figure
    this.name = name
    this.given = given
    this.formulas = told?.(python)
    this.start = JSON.parse(figure.dataset.start)
    this.words = {...JSON.parse(figure.dataset.labels), ...given.words[language]}
    this.controls = given.controls(this.start, this.words)
    this.state = {}
    this.inputs = {}
    this.presets = []
    this.drawn = [] // the parts that stand in the picture
    const made = new Map()
    this.plot = given => new Plot(given, made)
    const parts = this.build()
    this.recall()
    this.measure()
    this.update()
    // only now, when it could be drawn, does the still picture go
    figure.querySelector(".picture").replaceWith(...parts)
    figure.classList.add("ready")
    figure.live = this
    new ResizeObserver(() => {
      if (!this.measure()) return
      made.clear()
      this.update()
    }).observe(figure)
  }

  // whether the room has another width than before; a folded figure has none
  measure() {
    const before = this.room
    this.room = Math.round(this.figure.clientWidth) || before || 400
    return this.room !== before
  }

  build() {
    this.svg = document.createElementNS(SVG, "svg")
    this.svg.setAttribute("role", "img")
    this.holder = element("div", {class: "picture moving"})
    this.holder.append(this.svg)
    // choices above the picture, sliders below it
    const [head, panel] = ["controls head", "controls"].map(kind =>
      element("div", {class: kind, role: "group", "aria-label": WORDS.controls}))
    const buttons = element("div", {class: "buttons"})
    for (const {label, set} of this.given.presets?.(this.start, this.words) ?? []) {
      const made = button(label, () => {
        const given = {f: this.formulas, start: this.start}
        this.set(typeof set === "function" ? set(this.state, given) : set)
      }, "md-button")
      if (typeof set !== "function") this.presets.push([made, this.fitting(set)])
      buttons.append(made)
    }
    this.resets = button(WORDS.reset, () => this.reset(), "md-button reset")
    head.append(buttons)
    for (const control of this.controls) this.control(control, head, panel)
    head.append(this.resets)
    this.result = element("p", {class: "result", ...(this.given.quiet && {hidden: ""})})
    const spoken = element("p", {class: "spoken", "aria-live": "polite"})
    this.resting = resting(this.name, spoken)
    this.listen()
    return [head, this.holder, this.result, ...(panel.hasChildNodes() ? [panel] : []), spoken]
  }

  control(given, head, panel) {
    const {id, label, value, options, typed, handle, text} = given
    this.state[id] = value
    this.inputs[id] = {}
    if (text) return
    if (options?.length <= FEW) return this.segments(given, head)
    const row = element("label", {class: "control"})
    row.append(element("span", {class: "name"}, label))
    const {min, max, step} = given
    const type = typed ? "number" : "range"
    const input = options ? element("select") : element("input", {type, min, max, step})
    for (const [key, words] of options ?? []) input.append(element("option", {value: key}, words))
    const shown = element("output")
    input.addEventListener("input", () => {
      if (input.value) this.set({[id]: options ? input.value : Number(input.value)})
    })
    // what is half typed stays as it is, until the field is left
    if (typed) input.addEventListener("blur", () => this.update())
    row.append(input, ...(options || typed ? [] : [shown]))
    this.inputs[id] = {input, shown}
    if (!handle) return panel.append(row)
    // the slider itself is unseen: where it has the focus, its handle shows that
    row.classList.add("unseen")
    for (const kind of ["focus", "blur"]) input.addEventListener(kind, () => this.mark())
    input.addEventListener("keydown", event => {
      const changes = this.given.keys?.(event.key, this.state, this.picture)
      if (!changes) return
      event.preventDefault()
      this.set(changes)
    })
    this.holder.append(row)
  }

  // a choice between few, side by side
  segments({id, label, options}, head) {
    const group = segments(`${this.name}-${id}`, options)
    group.addEventListener("input", ({target}) => this.set({[id]: target.value}))
    const row = element("div", {class: "control choice", role: "radiogroup", "aria-label": label})
    row.append(element("span", {class: "name"}, label), group)
    this.inputs[id] = {radios: group.querySelectorAll("input")}
    head.append(row)
  }

  // a pointer in the picture does what its controls do
  listen() {
    const move = event => {
      const box = this.svg.getBoundingClientRect()
      const scale = this.picture.width / box.width
      const at = {x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale}
      const begun = event.type === "pointerdown"
      this.set(this.given.drag(at, this.picture, this.state, this.held, this.start, begun))
    }
    this.svg.addEventListener("pointerdown", event => {
      const held = event.target.closest("[data-drag]")
      if (!held || event.button) return
      this.held = held.dataset.drag
      this.svg.setPointerCapture(event.pointerId)
      event.preventDefault()
      this.inputs[this.held]?.input?.focus({preventScroll: true})
      move(event)
    })
    this.svg.addEventListener("pointermove", event => {
      if (this.held !== undefined) move(event)
    })
    for (const end of ["pointerup", "pointercancel"]) {
      this.svg.addEventListener(end, () => { this.held = undefined })
    }
    // touch-action alone does not hold a page still under parts of a picture
    this.svg.addEventListener("touchstart", event => {
      if (event.target.closest("[data-drag]")) event.preventDefault()
    }, {passive: false})
  }

  // takes only what a control could have been set to
  set(changes) {
    for (const [id, value] of Object.entries(this.fitting(changes))) this.state[id] = value
    this.given.settle?.(this.state)
    this.update()
    this.rest()
  }

  fitting(changes) {
    const kept = {}
    for (const {id, min, max, step, options, free, text} of this.controls) {
      if (!(id in changes)) continue
      if (text) {
        if (text.test(changes[id])) kept[id] = changes[id]
      } else if (options) {
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

  unchanged() {
    return this.controls.every(({id, value}) => this.state[id] === value)
  }

  reset() {
    for (const {id, value} of this.controls) this.state[id] = value
    this.update()
    this.rest(0)
  }

  show({width, height, parts}) {
    const box = `0 0 ${width} ${height}`
    if (this.box !== box) {
      this.svg.setAttribute("viewBox", this.box = box)
      this.svg.style.fontSize = `${LETTERS * Math.min(1, width / this.room)}px`
    }
    write(this.svg, parts, this.drawn)
    this.drawn = parts
    this.mark()
  }

  // the handle of the slider that has the focus
  mark() {
    const focused = this.controls.find(({id}) => this.inputs[id].input === document.activeElement)
    for (const node of this.svg.querySelectorAll("[data-drag]")) {
      node.classList.toggle("focused", Boolean(focused?.handle) && node.dataset.drag === focused.id)
    }
  }

  update() {
    const {figure, start, words, state, plot, room} = this
    const given = {f: this.formulas, start, words, say, plot, room}
    const {picture, result} = this.given.draw(state, given)
    this.picture = picture
    this.show(picture)
    this.svg.setAttribute("aria-label", result)
    this.result.textContent = result
    for (const control of this.controls) this.tell(control)
    const holds = set => Object.keys(set).every(id => set[id] === state[id])
    for (const [made, set] of this.presets) made.setAttribute("aria-pressed", holds(set))
    this.resets.classList.toggle("idle", this.unchanged())
  }

  // a control says what holds
  tell({id, options, typed, say: own, step, off}) {
    const {input, shown, radios} = this.inputs[id], value = this.state[id]
    if (off) input.disabled = off(this.state)
    for (const radio of radios ?? []) radio.checked = radio.value === String(value)
    if (!input || typed && input === document.activeElement) return
    if (input.value !== String(value)) input.value = value
    if (options || typed) return
    const digits = own ?? Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
    const text = own?.call ? own(this.state, this.picture) : say(value, digits)
    if (shown.textContent === text) return
    shown.textContent = text
    input.setAttribute("aria-valuetext", text)
  }

  rest(wait) {
    const kept = this.controls.map(({id}) => this.state[id]).join("_")
    this.resting(this.result.textContent, this.unchanged() ? null : kept, wait)
  }

  recall() {
    const values = recalled(this.name)?.split("_") ?? []
    if (values.length !== this.controls.length) return
    const changes = Object.fromEntries(this.controls.map(({id}, n) => [id, values[n] || NaN]))
    Object.assign(this.state, this.fitting(changes))
    this.given.settle?.(this.state)
  }
}

// makes the children of a node what parts say; what already stands there is not
// written again, which is most of what a hand changes in a figure
function write(node, parts, before) {
  parts.forEach((part, n) => {
    const [tag, given, inside] = part
    const was = before[n], names = Object.keys(given)
    if (part === was) return
    let child = node.children[n]
    const kept = was?.[0] === tag && names.every(name => name in was[1]) && names.length === Object.keys(was[1]).length
    if (!kept) {
      const made = document.createElementNS(SVG, tag)
      if (child) child.replaceWith(made)
      else node.append(made)
      child = made
    }
    for (const name of names) {
      if (!kept || given[name] !== was[1][name]) child.setAttribute(name, given[name])
    }
    if (Array.isArray(inside)) write(child, inside, kept ? was[2] : [])
    else if (inside !== (kept ? was[2] : "")) child.textContent = inside
  })
  for (let n = parts.length; n < before.length; n++) node.lastChild.remove()
}
