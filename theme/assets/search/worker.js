// A query comes in, and what was found goes out: pages with their sections, and the first
// of all. Nothing is fetched before somebody types.

const ROOM = 180 // characters of a teaser
let loading, latest

function load() {
  loading ??= fetch("../../search/sections.json")
    .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status} ${answer.url}`)))
    .then(found => {
      importScripts("words.js", "engine.js")
      return new Engine(found)
    })
    .catch(error => {
      loading = undefined // the net may come back
      throw error
    })
  return loading
}

const escape = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt()};`)

// [from, to, word] of what was typed
function marks(text, typed) {
  const found = []
  for (const {0: word, index} of text.matchAll(WORD)) {
    const stem = HANGUL.test(word) ? bare(word) : word.toLowerCase()
    const hit = typed.find(one => stem.startsWith(one) ||
      (one.length > 2 && HANGUL.test(one) && stem.length > 1 && one.includes(stem)))
    if (hit) found.push([index, index + Math.min(word.length, Math.max(stem.length, hit.length)), hit])
  }
  return found
}

function painted(text, spans, from = 0, to = text.length) {
  let html = "", at = from
  for (const [start, end] of spans) {
    if (start < at || end > to) continue
    html += `${escape(text.slice(at, start))}<mark>${escape(text.slice(start, end))}</mark>`
    at = end
  }
  return html + escape(text.slice(at, to))
}

// the stretch in which most of the words stand
function teaser(text, typed) {
  const spans = marks(text, typed)
  let best = 0, most = 0
  for (const [start] of spans) {
    const near = spans.filter(([from, to]) => from >= start && to <= start + ROOM)
    const many = new Set(near.map(([, , word]) => word)).size
    if (many > most) [best, most] = [start, many]
  }
  let from = Math.max(0, best - 30)
  if (from) from = text.indexOf(" ", from) + 1 || from
  let to = Math.min(text.length, from + ROOM)
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + ROOM / 2)
  return [(from ? "… " : "") + painted(text, spans, from, to) + (to < text.length ? " …" : ""), most]
}

async function answer(query) {
  if (!query.trim()) return {pages: [], first: ""}
  const engine = await load()
  const typed = [...new Set(tokens(query).filter(([, weight, kind]) => weight > 0.1 && kind !== "pair").map(([token]) => token))]
  const found = engine.find(query)
  const pages = new Map()
  for (const {id} of found.filter(one => one.score > found[0].score / 4).slice(0, 20)) {
    const {title, body, code} = engine.sections.get(id), page = id.split("#")[0]
    const [inBody, many] = teaser(body, typed)
    const text = many || !code ? inBody : teaser(code, typed)[0]
    const item = {id, title: painted(title, marks(title, typed)), text}
    // a page stands once, above what was found on it
    if (!pages.has(page)) pages.set(page, {page: {id: page, title: escape(engine.sections.get(page).title), text: ""}, sections: []})
    if (id === page) pages.get(page).page = item
    else pages.get(page).sections.push(item)
  }
  return {pages: [...pages.values()], first: found[0]?.id ?? ""}
}

addEventListener("message", async ({data: query}) => {
  latest = query
  let found = {pages: [], first: ""}
  try {
    found = await answer(query)
  } catch (error) {
    console.error(error)
  }
  if (query === latest) postMessage(found)
})
