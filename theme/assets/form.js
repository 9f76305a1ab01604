// what forms that ask have in common: fields, choices, and, as figures that answer have
// too, a state that is said and kept in the address once it rests

import {element} from "./dom.js"

const REST = 400 // ms after the last change until it is said and kept

export function field(id, label, given = {}) {
  const input = element("input", {name: id, autocomplete: "off", spellcheck: "false", ...given})
  return element("label", {class: "field"}, element("span", {}, label), input)
}

// buttons of which one is pressed, as radio buttons: arrows go from one to the next
export function segments(name, options) {
  const buttons = options.map(([value, words]) => element(
    "label", {}, element("input", {type: "radio", name, value}), words,
  ))
  return element("span", {class: "segments"}, ...buttons)
}

export function choice(form, id, label, options) {
  const row = segments(`${form}-${id}`, options.map(value => [value, String(value)]))
  return element("fieldset", {class: "field"}, element("legend", {}, label), row)
}

export function button(label, pressed, kind = "button") {
  const made = element("button", {type: "button", class: kind}, label)
  made.addEventListener("click", pressed)
  return made
}

// once it rests: said to screen readers, and kept in the address, or not where it is null
export function resting(name, spoken) {
  let waiting
  return (said, kept, wait = REST) => {
    clearTimeout(waiting)
    const rest = () => {
      spoken.textContent = said
      const address = new URL(location.href)
      if (kept === null) address.searchParams.delete(name)
      else address.searchParams.set(name, kept)
      history.replaceState(history.state, "", address)
    }
    if (wait) waiting = setTimeout(rest, wait)
    else rest()
  }
}

export const recalled = name => new URLSearchParams(location.search).get(name)
