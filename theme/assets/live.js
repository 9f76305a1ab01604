// figures that answer: upgrades each figure.live in place; without scripts the
// drawn figure stays. a figure of its own is one file in live/, with
//   words     {ko, en}: what it says; the labels of its fence are in words too
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

import {element, language} from "./dom.js"
import * as python from "./python.js"

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

class Live {
  constructor(figure, name, given, Plot) {
    this.figure = figure
    this.name = name
    this.given = given
    this.formulas = figure.formulas?.(python)
    this.start = JSON.parse(figure.dataset.start)
    this.words = {...JSON.parse(figure.dataset.labels), ...given.words[language]}
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
        const given = {f: this.formulas, start: this.start}
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
    const {picture, result} = this.given.draw(state, {f: this.formulas, start, words, say, plot})
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

function button(label, pressed, kind = "") {
  const made = element("button", {type: "button", class: `md-button ${kind}`}, label)
  made.addEventListener("click", pressed)
  return made
}

// each by itself: where one fails, its still picture stays and the others answer
for (const figure of document.querySelectorAll("figure.live")) {
  const name = figure.dataset.live
  Promise.all([import(`./live/${name}.js`), import("./plot.js")])
    .then(([{default: given}, {Plot}]) => new Live(figure, name, given, Plot))
    .catch(error => console.error(`live/${name}.js`, error))
}
