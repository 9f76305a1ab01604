// buttons under the listings of snippets/. nothing is loaded until one is
// pressed; a program runs in a worker, so that an endless one can be stopped

import {element, language} from "./dom.js"

const WORDS = {
  ko: {
    run: "실행", load: size => `실행 (${size} MB 내려받기)`, stop: "멈추기", edit: "고치기",
    reset: "처음으로", save: "파일 내려받기", editor: file => `${file} 고치기 (Ctrl+Enter로 실행)`,
    printed: "출력", loading: "내려받는 중…", running: "실행 중…", done: "실행이 끝났습니다.",
    failed: "오류가 났습니다.", stopped: "멈췄습니다.", much: "출력이 너무 길어 멈췄습니다.",
    unloaded: "내려받지 못했습니다.", line: n => `${n}번째 줄 보기`,
  },
  en: {
    run: "Run", load: size => `Run (loads ${size} MB)`, stop: "Stop", edit: "Edit",
    reset: "Reset", save: "Download the file", editor: file => `Edit ${file} (Ctrl+Enter runs it)`,
    printed: "Output", loading: "Loading…", running: "Running…", done: "Done.",
    failed: "It failed.", stopped: "Stopped.", much: "Stopped: it printed too much.",
    unloaded: "It could not be loaded.", line: n => `Go to line ${n}`,
  },
}[language]
const SITE = new URL(language === "ko" ? ".." : "../..", import.meta.url)
const MOST = 100_000 // characters that a program may print

const kept = new Map() // what was loaded, or is about to be

function once(name, make) {
  if (!kept.has(name)) {
    kept.set(name, make())
    // after a failure one may try again
    kept.get(name).then(relabel, () => kept.delete(name))
  }
  return kept.get(name)
}

async function text(path) {
  const answer = await fetch(new URL(path, SITE))
  if (!answer.ok) throw new Error(answer.status)
  return answer.text()
}

const load = path => once(path, () => text(path))
const engine = () => once("engine", async () => {
  const parts = await Promise.all([text("assets/run/brython.js"), text("assets/run/worker.js")])
  return URL.createObjectURL(new Blob(parts, {type: "text/javascript"}))
})

class Runner {
  constructor(listing, file) {
    Object.assign(this, {listing, file, modules: `assets/run/${file}.json`})
    this.box = element("div", {class: "run", role: "group", "aria-label": file})
    const row = element("div", {class: "buttons"})
    if (sizes[file]) {
      this.runs = this.button(WORDS.run, () => this.run())
      this.stops = this.button(WORDS.stop, () => this.end(WORDS.stopped))
      this.edits = this.button(WORDS.edit, () => this.edit())
      this.resets = this.button(WORDS.reset, () => this.reset())
      this.stops.hidden = this.resets.hidden = true
      row.append(this.runs, this.stops, this.edits, this.resets)
    }
    row.append(element("a", {href: new URL(file, SITE), download: file.split("/").pop()}, WORDS.save))
    this.status = element("p", {class: "status", "aria-live": "polite"})
    this.box.append(row, this.status)
    listing.after(this.box)
  }

  button(label, pressed) {
    const made = element("button", {type: "button"}, label)
    made.addEventListener("click", pressed)
    return made
  }

  relabel() {
    const left = (kept.has("engine") ? 0 : sizes.engine) + (kept.has(this.modules) ? 0 : sizes[this.file])
    const shown = (left / 1e6).toFixed(1)
    this.runs.textContent = Number(shown) ? WORDS.load(shown) : WORDS.run
  }

  async edit() {
    try {
      this.open(await load(this.file))
      this.editor.focus()
    } catch {
      this.status.textContent = WORDS.unloaded
    }
  }

  open(source) {
    if (this.editor) return
    const label = element("label", {class: "editor"}, WORDS.editor(this.file))
    this.editor = element("textarea", {rows: 16, wrap: "off", spellcheck: "false", autocapitalize: "off"})
    this.editor.value = source
    this.editor.addEventListener("keydown", event => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
      this.run()
    })
    label.append(this.editor)
    this.status.before(label)
    this.edits.hidden = true
    this.resets.hidden = false
    this.start()
  }

  // goes to the section that the listing shows
  start() {
    const section = this.listing.querySelector("code").textContent.trim()
    const above = this.editor.value.split(section)[0]
    this.show(above === this.editor.value ? 1 : above.split("\n").length)
  }

  // puts the caret into a line and the line into sight
  show(line, select = false) {
    const lines = this.editor.value.split("\n")
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1)
    this.editor.setSelectionRange(from, select ? from + lines[line - 1].length : from)
    this.editor.scrollTop = (this.editor.scrollHeight / lines.length) * (line - 2)
    this.editor.scrollLeft = 0
  }

  async reset() {
    this.end("")
    this.editor.value = await load(this.file)
    this.printed?.remove()
    this.start()
  }

  async run() {
    this.end(WORDS.loading)
    const turn = (this.turn = {}) // once stopped it must not begin
    this.switch(this.runs, this.stops)
    const loaded = await Promise.all([engine(), load(this.modules), load(this.file)]).catch(() => null)
    if (turn !== this.turn) return
    if (!loaded) return this.end(WORDS.unloaded)
    const [url, modules, tested] = loaded
    this.printed?.remove()
    this.printed = element("div", {class: "printed", role: "group", "aria-label": WORDS.printed, tabindex: 0})
    this.status.before(this.printed)
    this.status.textContent = WORDS.running
    this.length = 0
    const worker = (this.worker = new Worker(url))
    worker.onmessage = ({data}) => worker === this.worker && this.hear(data)
    worker.onerror = event => this.hear({done: true, error: event.message})
    worker.postMessage({file: this.file, source: this.editor?.value ?? tested, modules})
  }

  hear({text, done, error}) {
    if (text) this.printed.append(text)
    this.length += text?.length ?? 0
    if (this.length > MOST) return this.end(WORDS.much)
    if (!done) return
    this.end(error ? WORDS.failed : WORDS.done)
    if (error) this.fail(error)
  }

  fail(error) {
    this.printed.append(element("span", {class: "error"}, error))
    this.printed.scrollTop = this.printed.scrollHeight
    // the last one named is where it went wrong
    const line = [...error.matchAll(/File "([^"]+)", line (\d+)/g)].findLast(([, file]) => file === this.file)?.[2]
    if (line) this.status.append(" ", this.button(WORDS.line(line), () => this.edit().then(() => this.show(line, true))))
  }

  end(said) {
    this.worker?.terminate()
    this.worker = this.turn = undefined
    this.switch(this.stops, this.runs)
    this.status.textContent = said
  }

  // one button takes the place of another, and its focus
  switch(from, to) {
    const focused = document.activeElement === from
    from.hidden = true
    to.hidden = false
    if (focused) to.focus()
  }
}

const runners = []
const relabel = () => runners.forEach(runner => runner.relabel())
const names = [...document.querySelectorAll(".highlight .filename")]
  .filter(name => name.textContent.startsWith("snippets/"))
// a build without weave's own hook has no such file, and then no buttons
const sizes = names.length ? JSON.parse(await text("assets/run/manifest.json").catch(() => "{}")) : {}
for (const name of names) {
  const file = name.textContent
  if (!(file in sizes)) continue
  const runner = new Runner(name.closest(".highlight"), file)
  if (sizes[file]) runners.push(runner)
}
relabel()
