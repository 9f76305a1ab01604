// the chapter's one panel that runs its programs, and the icons at each listing.
// nothing is loaded until it is opened; a program runs in a worker, so that an
// endless one can be stopped

import {SITE, element, language} from "./dom.js"

const WORDS = {
  ko: {
    run: "실행", load: size => `실행 (${size} MB 내려받기)`, stop: "멈추기", reset: "처음대로",
    here: "이 코드부터 보며 실행하기", copy: "복사", copied: "복사했습니다", program: "프로그램",
    editor: file => `${file} 고치기`, lines: (file, n) => `${file}, ${n}줄`,
    printed: "출력", loading: "내려받는 중…", running: "실행 중…", done: "실행이 끝났습니다.",
    failed: "오류가 났습니다.", stopped: "멈췄습니다.", much: "출력이 너무 길어 멈췄습니다.",
    unloaded: "내려받지 못했습니다.", line: n => `${n}번째 줄 보기`,
  },
  en: {
    run: "Run", load: size => `Run (loads ${size} MB)`, stop: "Stop", reset: "Reset",
    here: "Run, from this code on view", copy: "Copy", copied: "Copied", program: "Program",
    editor: file => `Edit ${file}`, lines: (file, n) => `${file}, ${n} lines`,
    printed: "Output", loading: "Loading…", running: "Running…", done: "Done.",
    failed: "It failed.", stopped: "Stopped.", much: "Stopped: it printed too much.",
    unloaded: "It could not be loaded.", line: n => `Go to line ${n}`,
  },
}[language]
const FOLDER = "snippets/"
// from an address of its own, so that the page's policy, under which no text becomes code, is not its
const ENGINE = new URL("assets/run/worker.js", SITE)

const kept = new Map() // what was loaded, or is about to be

function once(name, make) {
  if (!kept.has(name)) {
    kept.set(name, make())
    // after a failure one may try again
    kept.get(name).catch(() => kept.delete(name))
  }
  return kept.get(name)
}

async function text(path) {
  const answer = await fetch(new URL(path, SITE))
  if (!answer.ok) throw new Error(answer.status)
  return answer.text()
}

const load = path => once(path, () => text(path))

function button(label, pressed, given = {}) {
  const made = element("button", {type: "button", class: "button", ...given}, label)
  made.addEventListener("click", pressed)
  return made
}

class Panel {
  constructor(details) {
    this.details = details
    this.files = details.dataset.files.split(" ")
    this.drafts = new Map() // what a reader made of each file
    details.classList.add("ready")
    details.addEventListener("toggle", () => details.open ? this.choose(this.file ?? this.files[0]) : this.end(""))
  }

  build() {
    this.editor = element("textarea", {wrap: "off", spellcheck: "false", autocapitalize: "off"})
    this.editor.addEventListener("input", () => {
      this.drafts.set(this.file, this.editor.value)
      this.resets.hidden = false
    })
    this.editor.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.run()
    })
    this.runs = button(WORDS.run, () => this.run(), {class: "button main", "aria-keyshortcuts": "Control+Enter"})
    this.stops = button(WORDS.stop, () => this.end(WORDS.stopped))
    this.resets = button(WORDS.reset, () => this.reset())
    this.stops.hidden = this.resets.hidden = true
    this.status = element("span", {class: "status", "aria-live": "polite"})
    this.printed = element("div", {class: "printed", role: "group", "aria-label": WORDS.printed, tabindex: 0})
    const row = element("div", {class: "row"}, this.runs, this.stops, this.resets, this.status)
    this.wipe()
    if (this.files.length > 1) this.details.append(this.choice())
    this.details.append(this.editor, row, this.printed)
  }

  choice() {
    const options = this.files.map(file => element("option", {value: file}, file.replace(FOLDER, "")))
    this.select = element("select", {}, ...options)
    this.select.addEventListener("change", () => this.choose(this.select.value))
    return element("label", {class: "row"}, WORDS.program, this.select)
  }

  // puts a program into the panel
  async choose(file) {
    if (!this.editor) this.build()
    if (file !== this.file) {
      this.end("")
      this.wipe()
      this.editor.value = ""
    }
    this.file = file
    this.modules = `assets/run/${file}.json`
    this.editor.setAttribute("aria-label", WORDS.editor(file))
    if (this.select) this.select.value = file
    this.relabel()
    const source = await load(file).catch(() => null)
    if (file !== this.file) return
    if (source === null) {
      this.status.textContent = WORDS.unloaded
      return
    }
    this.resets.hidden = !this.drafts.has(file)
    this.editor.value = this.drafts.get(file) ?? source
    const lines = source.split("\n").length - 1
    this.details.querySelector("summary span").textContent = WORDS.lines(file.replace(FOLDER, ""), lines)
  }

  async relabel() {
    const sizes = await load("assets/run/manifest.json").then(JSON.parse).catch(() => ({}))
    const left = (kept.has("engine") ? 0 : sizes.engine) + (kept.has(this.modules) ? 0 : sizes[this.file])
    const shown = (left / 1e6).toFixed(1)
    this.runs.textContent = Number(shown) ? WORDS.load(shown) : WORDS.run
  }

  // goes to the code that a listing shows
  async visit(file, code) {
    this.details.open = true
    await this.choose(file)
    const above = this.editor.value.split(code)[0]
    this.show(above === this.editor.value ? 1 : above.split("\n").length)
  }

  // chooses a line and puts it into sight; a keyboard on the screen would hide it
  show(line) {
    const lines = this.editor.value.split("\n")
    const from = lines.slice(0, line - 1).join("\n").length + (line > 1)
    this.editor.scrollIntoView({block: "center"})
    if (matchMedia("(hover: hover)").matches) this.editor.focus({preventScroll: true})
    this.editor.setSelectionRange(from, from + lines[line - 1].length)
    this.editor.scrollTop = (line - 2) * parseFloat(getComputedStyle(this.editor).lineHeight)
    this.editor.scrollLeft = 0
  }

  reset() {
    this.end("")
    this.drafts.delete(this.file)
    this.wipe()
    this.choose(this.file)
    this.editor.focus({preventScroll: true})
  }

  async run() {
    this.end(WORDS.loading)
    const turn = (this.turn = {}), {file, modules} = this // once stopped it must not begin
    this.switch(this.runs, this.stops)
    const loaded = await Promise.all([load(modules), load(file)]).catch(() => null)
    if (turn !== this.turn) return
    if (!loaded) return this.end(WORDS.unloaded)
    const [needed, tested] = loaded
    const worker = (this.worker = new Worker(ENGINE))
    worker.onmessage = ({data}) => worker === this.worker && this.hear(data)
    worker.onerror = event => this.hear({done: true, error: event.message})
    worker.postMessage({file, source: this.drafts.get(file) ?? tested, modules: needed})
  }

  begin() {
    kept.set("engine")
    this.relabel()
    this.wipe()
    this.status.textContent = WORDS.running
  }

  // many prints may come at once: what they say is shown ten times a second
  hear({ready, text, much, done, error}) {
    if (ready) this.begin()
    // what it runs on did not come
    else if (this.status.textContent === WORDS.loading) return this.end(WORDS.unloaded)
    if (text) {
      this.waiting += text
      this.timer ??= setTimeout(() => this.write(), this.tail.previousSibling || this.tail.data ? 100 : 0)
    }
    if (much) this.end(WORDS.much)
    if (!done) return
    this.end(error ? WORDS.failed : WORDS.done)
    if (error) this.fail(error)
  }

  // whole lines become blocks, so that no browser lays them out again and again
  write() {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.waiting) return
    const [, lines, rest] = (this.tail.data + this.waiting).match(/^(.*\n)?(.*)$/s)
    if (lines) this.tail.before(element("div", {}, lines))
    this.tail.data = rest
    this.waiting = ""
    this.printed.scrollIntoView({block: "nearest"})
  }

  // as if nothing had been printed
  wipe() {
    this.tail = new Text()
    this.waiting = ""
    this.printed.replaceChildren(this.tail)
  }

  fail(error) {
    this.printed.append(element("span", {class: "error"}, error))
    this.printed.scrollIntoView({block: "nearest"})
    this.printed.scrollTop = this.printed.scrollHeight
    // the last one named is where it went wrong
    const line = [...error.matchAll(/File "([^"]+)", line (\d+)/g)].findLast(([, file]) => file === this.file)?.[2]
    if (line) this.status.append(" ", button(WORDS.line(line), () => this.show(Number(line)), {class: "text-button"}))
  }

  end(said) {
    if (!this.editor) return
    this.worker?.terminate()
    this.worker = this.turn = undefined
    this.write()
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

const details = document.querySelector("details.run")
const panel = details && new Panel(details)

function icon(name, label, pressed) {
  return button("", pressed, {class: `icon ${name}`, "aria-label": label, title: label})
}

function copy({currentTarget}) {
  const code = currentTarget.closest(".highlight").querySelector("code").textContent
  navigator.clipboard.writeText(code).then(() => {
    for (const name of ["aria-label", "title"]) currentTarget.setAttribute(name, WORDS.copied)
    currentTarget.classList.add("done")
  }, () => {})
}

for (const listing of document.querySelectorAll("article .highlight:not(.output, .listing)")) {
  const file = FOLDER + listing.querySelector(".filename")?.textContent
  const bar = element("div", {class: "bar"})
  if (panel?.files.includes(file)) {
    const code = listing.querySelector("code").textContent.trim()
    bar.append(icon("play", WORDS.here, () => panel.visit(file, code)))
  }
  // a page that is not served safely has no clipboard
  if (navigator.clipboard) bar.append(icon("copy", WORDS.copy, copy))
  if (bar.children.length) listing.querySelector("pre").before(bar)
}
