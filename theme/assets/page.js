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
const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")]
const above = height => headings.filter(heading => heading.getBoundingClientRect().top < height)
const link = document.querySelector("a.language")
link.addEventListener("click", () => {
  const {top = -1} = document.querySelector(":target")?.getBoundingClientRect() ?? {}
  link.search = location.search
  if (top >= 0 && top < innerHeight) link.hash = location.hash
  else link.hash = scrollY ? above(innerHeight / 3).at(-1)?.id ?? "" : ""
})

// --- the search, loaded when somebody turns to it
const query = document.querySelector("[data-md-component=search-query]")
const turned = () => import("./search/box.js")
query.addEventListener("focus", turned, {once: true})
document.getElementById("__search").addEventListener("change", turned, {once: true})
document.addEventListener("keydown", event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select, [contenteditable]")) return
  const way = {p: "prev", ",": "prev", n: "next", ".": "next"}[event.key]
  if (["f", "s", "/"].includes(event.key)) query.focus()
  else if (way) {
    const beside = document.querySelector(`link[rel=${way}]`)
    if (beside) location.href = beside.href
  } else return
  event.preventDefault()
})

// --- the header says which page it is when its title is above, and the lists where one reads
const title = document.querySelector("h1")
const header = document.querySelector(".md-header__title")
if (title) new IntersectionObserver(([{isIntersecting, boundingClientRect: {top}}]) =>
  header.classList.toggle("md-header__title--active", !isIntersecting && top < 0)).observe(title)

const lists = [...document.querySelectorAll("[data-md-component=toc]")]
function centre(link) { // within a list that is longer than the window
  const wrap = link?.checkVisibility() && link.closest(".md-sidebar__scrollwrap")
  if (wrap && wrap.scrollHeight > wrap.clientHeight) wrap.scrollTop += link.getBoundingClientRect().top - innerHeight / 2
}
let here
function follow() {
  const passed = above(100)
  if (passed.at(-1) === here) return
  here = passed.at(-1)
  const ids = passed.map(({id}) => `#${id}`)
  for (const list of lists) {
    for (const link of list.querySelectorAll("a")) {
      link.classList.toggle("md-nav__link--passed", ids.includes(link.hash))
      link.classList.toggle("md-nav__link--active", link.hash === ids.at(-1))
    }
    centre(list.querySelector(".md-nav__link--active"))
  }
}
addEventListener("scroll", () => requestAnimationFrame(follow), {passive: true})
addEventListener("load", () => centre(document.querySelector(".md-nav--primary a.md-nav__link--active")))

// --- a list of sections over the page gives way to the section
const drawer = document.getElementById("__drawer")
document.querySelector(".md-nav--primary")?.addEventListener("click", event => {
  if (event.target.closest("a[href^='#']")) drawer.checked = false
})

// --- code that is wider than its place can be scrolled with the keyboard
const wide = new ResizeObserver(seen => seen.forEach(({target}) => {
  if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
  else target.removeAttribute("tabindex")
}))
for (const code of document.querySelectorAll("article pre > code")) wide.observe(code)

// --- what is folded is printed too
let folded = []
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("article details:not([open])")]
  for (const one of folded) one.open = true
})
addEventListener("afterprint", () => folded.forEach(one => one.open = false))

// --- addresses of lines from when all code was one page lead to the page of the file
const file = document.getElementById(location.hash.slice(1).replace(/-\d+$/, ""))
if (file?.closest(".sources")) location.replace(file.href)

// --- all of the site is kept for when there is no net, see offline.js. a site that is served
// while it is edited has no policy, and nothing of it is kept
const whole = document.querySelector("[http-equiv=Content-Security-Policy]")
if (whole && !navigator.connection?.saveData) addEventListener("load", () =>
  navigator.serviceWorker?.register(new URL("offline.js", SITE)).catch(() => {}))
