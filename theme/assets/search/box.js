// The field and the list of the search, loaded when somebody turns to them.

import {element} from "../dom.js"

const PAGES = new URL("../..", import.meta.url) // of this language
const toggle = document.getElementById("__search")
const search = document.querySelector(".md-search")
const query = search.querySelector("[data-md-component=search-query]")
const [meta, list] = search.querySelector(".md-search-result").children
const worker = new Worker(new URL("worker.js", import.meta.url))
let best = "" // where Enter leads

function link({id, title, text}, level) {
  const article = element("article", {class: "md-search-result__article md-typeset"})
  article.innerHTML = `<h${level}>${title}</h${level}>${text}` // escaped by the worker
  const given = {class: "md-search-result__link", href: new URL(id, PAGES), tabindex: -1}
  return element("a", given, article)
}

worker.addEventListener("message", ({data: {pages, first}}) => {
  best = first
  const {placeholder, none, one, other} = meta.dataset
  meta.textContent = !query.value.trim() ? placeholder :
    [none, one][pages.length] ?? other.replace("#", pages.length)
  list.replaceChildren(...pages.map(({page, sections}) => element("li",
    {class: "md-search-result__item"}, link(page, 1), ...sections.map(section => link(section, 2)))))
  list.closest(".md-search__scrollwrap").scrollTop = 0
})

const ask = () => worker.postMessage(query.value)
query.addEventListener("input", ask)
query.form.addEventListener("reset", () => setTimeout(() => (ask(), query.focus())))
query.form.addEventListener("submit", event => {
  event.preventDefault()
  if (!best) return
  location.href = new URL(best, PAGES)
  toggle.checked = false
})

function open(on) {
  toggle.checked = on
  if (on) query.focus()
  else if (search.contains(document.activeElement)) document.activeElement.blur()
}
toggle.addEventListener("change", () => open(toggle.checked))
query.addEventListener("focus", () => toggle.checked = true)
search.addEventListener("focusout", ({relatedTarget: to}) => { if (to && !search.contains(to)) toggle.checked = false })
addEventListener("keydown", ({key}) => { if (key === "Escape") open(false) })
list.addEventListener("click", event => { if (event.target.closest("a")) open(false) })
search.addEventListener("keydown", event => {
  const stops = [query, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement)
  const to = {ArrowDown: at + 1, ArrowUp: at - 1}[event.key]
  if (event.key === "Tab") open(false)
  if (to === undefined) return
  event.preventDefault()
  stops.at(to % stops.length).focus()
})

// who came by may have gone on meanwhile
if (toggle.checked || document.activeElement === query) open(true)
if (query.value) ask()
