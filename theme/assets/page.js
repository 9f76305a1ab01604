// what every page does: the numbers of the build, the way to the other language, and the
// way back without a net

import {SITE} from "./dom.js"

// --- the switch that marks all numbers, remembered from page to page
const show = document.querySelector(".show")
function mark(on) {
  document.documentElement.classList.toggle("sources", on)
  show.setAttribute("aria-pressed", on)
  localStorage.sources = on
}
mark(localStorage.sources === "true")
show.addEventListener("click", () => mark(show.getAttribute("aria-pressed") !== "true"))

// --- all numbers of a page are one stop of the Tab key; arrows lead from one to the next
const values = [...document.querySelectorAll("article .value")]
const seen = value => value.checkVisibility()
let stop
function settle(value) {
  stop?.setAttribute("tabindex", -1)
  stop = value
  stop?.setAttribute("tabindex", 0)
}
for (const value of values) value.setAttribute("tabindex", -1)
settle(values.find(seen) ?? values[0])
document.addEventListener("focusin", ({target}) => settle(target.closest(".value") ?? stop))
document.addEventListener("keydown", event => {
  if (!event.target.matches(".value") || event.altKey || event.ctrlKey || event.metaKey) return
  const open = values.filter(seen), at = open.indexOf(event.target)
  const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: open.length - 1}[event.key]
  if (event.key === "Escape") event.target.blur()
  if (!open[to]) return
  event.preventDefault()
  open[to].focus()
})

// --- the other language: the same section, and figures as they stand
const link = document.querySelector("a.language")
link.addEventListener("click", () => {
  const {top = -1} = document.querySelector(":target")?.getBoundingClientRect() ?? {}
  const above = [...document.querySelectorAll("article :is(h2, h3)[id]")]
    .filter(heading => heading.getBoundingClientRect().top < innerHeight / 3)
  link.search = location.search
  if (top >= 0 && top < innerHeight) link.hash = location.hash
  else link.hash = scrollY && above.length ? above.pop().id : ""
})

// --- what is pasted or dictated is searched too; Material waits for a key
const query = document.querySelector("[data-md-component=search-query]")
query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup")))

// --- addresses of lines from when all code was one page lead to the page of the file
const file = document.getElementById(location.hash.slice(1).replace(/-\d+$/, ""))
if (file?.closest(".sources")) location.replace(file.href)

// --- all of the site is kept for when there is no net, see offline.js. a site that is served
// while it is edited has no policy, and nothing of it is kept
const whole = document.querySelector("[http-equiv=Content-Security-Policy]")
if (whole && !navigator.connection?.saveData) addEventListener("load", () =>
  navigator.serviceWorker?.register(new URL("offline.js", SITE)).catch(() => {}))
