// the service worker: keeps the whole site on the device for when there is no net. the
// build says in front of this which files make it up, by the start of their SHA-256: KEPT
// after the first visit, ASKED once somebody asked for them. what is kept is named by what
// is in it, so builds share what did not change, and nothing is of another one.
// a page comes from the net, and only without one from here; all that it loads is of its
// own build. the next build waits until no page of this one is open

const FILES = {...KEPT, ...ASKED}
const WAIT = 5000 // ms; a net that says nothing for so long is none

const site = caches.open(registration.scope)
const others = new Map() // whether the page of a client is of another build

// what the server has, not what a browser took from it a while ago
const now = request => fetch(request, {cache: "no-cache"})

async function hash(answer) {
  const digest = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(digest, 0, 9)))
}

// a file of this build, or none
async function file(path) {
  const cache = await site, name = `?${FILES[path]}`
  const kept = await cache.match(name)
  if (kept) return kept
  const found = await now(new URL(path, registration.scope))
  if (await hash(found.clone()) !== FILES[path]) throw new Error(`${path} is of another build`)
  // without an address of its own: a script that both languages share has that of who asks
  await cache.put(name, new Response(found.body, found))
  return cache.match(name)
}

async function page(path, request, client) {
  try {
    const late = path in FILES && new Promise((_, none) => setTimeout(none, WAIT))
    const found = await Promise.race([now(request), ...late ? [late] : []])
    others.set(client, hash(found.clone()).then(mark => mark !== FILES[path], () => true))
    return found
  } catch {
    return file(path)
  }
}

async function part(path, request, client) {
  const other = await others.get(client)
  if (other) return now(request)
  // who slept meanwhile has forgotten, and asks the net where there is another build
  const doubt = other === undefined && (registration.installing || registration.waiting)
  return doubt ? now(request).catch(() => file(path)) : file(path).catch(() => now(request))
}

addEventListener("fetch", event => {
  const {request, clientId, resultingClientId} = event
  const path = request.url.split(/[?#]/)[0].replace(registration.scope, "").replace(/(^|\/)index\.html$/, "$1")
  if (request.mode === "navigate") event.respondWith(page(path, request, resultingClientId))
  else if (path in FILES) event.respondWith(part(path, request, clientId))
})

addEventListener("install", event => event.waitUntil((async () => {
  for (const path in KEPT) await file(path) // one after the other, and out of the way
})()))

addEventListener("activate", event => event.waitUntil((async () => {
  const cache = await site, names = new Set(Object.values(FILES))
  for (const {url} of await cache.keys()) {
    if (!names.has(url.slice(url.indexOf("?") + 1))) await cache.delete(url)
  }
  await self.clients.claim()
})()))
