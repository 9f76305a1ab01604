// exercises that check: a field for each .question, from what the build computed.
// progress stays in this browser; nothing is sent anywhere

import {element, language} from "./dom.js"

const WORDS = {
  ko: {
    answer: "답", check: "확인", clear: "진도 지우기",
    done: (n, all) => `연습 문제 ${all}개 가운데 ${n}개를 맞혔습니다.`,
    right: "맞았습니다.", was: "전에 맞힌 문제입니다.",
    unread: "숫자로 적어 주세요. 소수, 백분율, 분수 모두 됩니다.",
    choose: "하나를 골라 주세요.",
    coarse: "비슷한 값입니다. 조금 더 자세히 적어 보세요.",
    rounding: "거의 맞았습니다. 마지막 자리의 반올림을 확인해 보세요.",
    sign: "크기는 맞습니다. 부호를 확인해 보세요.",
    percent: "백분율이라면 %를 붙여 주세요.",
    unit: (given, asked) => `아깝습니다. ${given} 단위로 잰 값입니다. 문제에서 묻는 단위는 ${asked}입니다.`,
    wrong: "아직 아닙니다. 힌트를 열어 보세요.",
    bits: "비트", nats: "나트", bans: "밴",
  },
  en: {
    answer: "Answer", check: "Check", clear: "Clear progress",
    done: (n, all) => `${n} of ${all} questions answered.`,
    right: "Right.", was: "You have answered this one.",
    unread: "Give a number: a decimal, a percentage or a fraction.",
    choose: "Choose one.",
    coarse: "That is the right direction. Give a little more detail.",
    rounding: "Almost: check how the last digit is rounded.",
    sign: "The size is right; check the sign.",
    percent: "If you mean a percentage, add the % sign.",
    unit: (given, asked) => `Close: that is in ${given}, and the question asks for ${asked}.`,
    wrong: "Not yet. Try the hint.",
    bits: "bits", nats: "nats", bans: "bans",
  },
}[language]

const LOG = {bits: Math.LN2, nats: 1, bans: Math.LN10} // one of the unit, in nats
const CLOSE = 0.01 // how far a coarse number may be from the right one

// what somebody typed: its value, and the size of its last digit
export function read(text) {
  const plain = text.trim().replace(/[−–]/g, "-").replace(/\s*(bits?|nats?|bans?|비트|나트|밴|배|개)\s*$/i, "")
  const match = plain.match(/^([-+]?)\s*(\d[\d,]*(?:\.\d*)?|[.,]\d+)(?:e([-+]?\d+))?\s*(?:\/\s*(\d+(?:\.\d+)?))?\s*(%|퍼센트|percent)?$/i)
  if (!match) return null
  let [, sign, number, power = "0", under, percent] = match
  // 1,000 and 12,345.6 group thousands, any other comma is a decimal point
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(number)) number = number.replaceAll(",", "")
  else if (number.split(",").length > 2 || (number.includes(",") && number.includes("."))) return null
  else number = number.replace(",", ".")
  const scale = 10 ** Number(power) / (percent ? 100 : 1)
  const digits = (number.split(".")[1] ?? "").length
  const value = (sign === "-" ? -1 : 1) * Number(number) * scale / Number(under ?? 1)
  // a fraction is exact, as far as anyone can tell
  const last = under ? Math.abs(value) * 1e-9 : 10 ** -digits * scale
  return Number.isFinite(value) ? {value, last, percent: Boolean(percent)} : null
}

// "right", "coarse", "rounding" or nothing, for a number beside another
function beside({value, last}, right) {
  const rounded = Math.abs(value - right) <= last * 0.5 + Math.abs(right) * 1e-9
  const near = Math.abs(value - right) <= Math.abs(right) * CLOSE
  if (rounded && (near || right === 0 && last < 0.1)) return "right"
  if (rounded && value !== 0) return "coarse"
  // one off in the last digit: cut instead of rounded
  if (near && Math.abs(value - right) < last * 1.000001) return "rounding"
  return undefined
}

// [whether it is right, what to say]
export function judge(question, typed) {
  const {right, unit, mistakes, options} = question
  if (options.length) {
    if (!typed) return [false, WORDS.choose]
    if (typed === right) return [true, WORDS.right]
    return [false, mistakes.find(([value]) => value === typed)?.[1] ?? WORDS.wrong]
  }
  const number = read(typed)
  if (!number) return [false, WORDS.unread]
  const found = beside(number, right)
  if (found === "right") return [true, WORDS.right]
  for (const [value, said] of mistakes) {
    if (beside(number, value) === "right") return [false, said]
  }
  if (found) return [false, WORDS[found]]
  for (const other of unit ? Object.keys(LOG) : []) {
    if (other !== unit && beside(number, right * LOG[unit] / LOG[other]) === "right") {
      return [false, WORDS.unit(WORDS[other], WORDS[unit])]
    }
  }
  if (beside(number, -right) === "right") return [false, WORDS.sign]
  if (!number.percent && beside(number, right * 100) === "right") return [false, WORDS.percent]
  return [false, WORDS.wrong]
}

// which questions were answered, and which pages whole; a browser may forbid keeping that
const KEY = "cross-entropy-answers", DONE = "cross-entropy-done"
function kept(key = KEY) {
  try { return new Set(JSON.parse(localStorage.getItem(key) ?? "[]")) }
  catch { return new Set() }
}
function keep(answered, key = KEY) {
  try {
    if (answered.size) localStorage.setItem(key, JSON.stringify([...answered]))
    else localStorage.removeItem(key)
  } catch { /* then it lasts as long as the page */ }
}

// the field of one question: its words, and where what is said of it stands
function field(holder, id, alone) {
  const question = JSON.parse(holder.dataset.question)
  // in an exercise of one question its own words say what is asked
  const spoken = alone && (question.options.length || !question.label) ? {class: "spoken"} : {}
  const words = question.label || WORDS.answer
  const form = id.replace(/-\d+$/, "") // the form stands elsewhere
  if (question.options.length) {
    const group = element("fieldset", {}, element("legend", spoken, words))
    for (const [value, text] of question.options) {
      group.append(element("label", {}, element("input", {type: "radio", name: id, value, form}), text))
    }
    holder.append(group)
  } else {
    const given = {id, name: id, form, type: "text", autocomplete: "off", inputmode: "text", size: "10"}
    holder.append(element("label", {for: id, ...spoken}, words), element("input", given))
    if (question.unit) holder.append(element("span", {class: "unit"}, WORDS[question.unit]))
  }
  const said = element("p", {class: "said", role: "status"})
  return {question, id, said, holder}
}

function say({said}, right, text) {
  said.className = `said ${right ? "right" : "wrong"}`
  said.textContent = `${right ? "✓" : "✗"} ${text}`
}

// one check for all questions of an exercise; its hint and its answer come with it
class Exercise {
  constructor(box, n) {
    this.box = box
    const holders = [...box.querySelectorAll(".question")], id = `exercise-${n}`
    this.fields = holders.map((holder, m) => field(holder, `${id}-${m}`, holders.length === 1))
    this.form = element("form", {id}, element("button", {class: "button"}, WORDS.check))
    this.form.addEventListener("submit", event => this.check(event))
    // one number and its check stand in one line
    const inline = holders.length === 1 && !this.fields[0].question.options.length
    holders.at(-1)[inline ? "append" : "after"](this.form)
    for (const {said, holder} of this.fields) holder.append(said)
    box.classList.add("checked")
    this.recall()
  }

  recall() {
    const answered = kept()
    for (const one of this.fields) {
      if (answered.has(one.question.path)) say(one, true, WORDS.was)
    }
    this.box.classList.toggle("tried", this.fields.some(({question}) => answered.has(question.path)))
  }

  check(event) {
    event.preventDefault()
    const typed = new FormData(this.form), answered = kept()
    const given = this.fields.filter(({id}) => typed.get(id)?.trim())
    for (const one of given.length ? given : this.fields.slice(0, 1)) {
      const [right, text] = judge(one.question, typed.get(one.id) ?? "")
      say(one, right, text)
      if (right) answered.add(one.question.path)
    }
    if (given.length) this.box.classList.add("tried")
    keep(answered)
    count()
  }

  clear() {
    this.form.reset()
    for (const {said} of this.fields) said.textContent = said.className = ""
    for (const aside of this.box.querySelectorAll("details")) aside.open = false
    this.recall()
  }
}

const boxes = [...document.querySelectorAll(".exercise")]
const asking = boxes.filter(box => box.querySelector(".question"))
const exercises = asking.map((box, n) => new Exercise(box, n + 1))
const paths = exercises.flatMap(({fields}) => fields.map(({question}) => question.path))
const progress = element("p", {role: "status"})
const clear = element("button", {class: "text-button", type: "button"}, WORDS.clear)
const score = element("div", {class: "answers"}, progress, clear)

// nothing is counted before there is something to count
function count() {
  const answered = kept(), n = paths.filter(path => answered.has(path)).length
  progress.textContent = n ? WORDS.done(n, paths.length) : ""
  clear.hidden = n === 0
  const done = kept(DONE)
  done[n === paths.length ? "add" : "delete"](named(location))
  keep(done, DONE)
  tick(done)
}

// the folder of a page has its name, in both languages
const named = ({pathname}) => pathname.split("/").at(-2)

// lists of pages tick off what is done
function tick(done) {
  for (const link of document.querySelectorAll('.md-nav--primary a.md-nav__link:not([href^="#"]), .contents li > a')) {
    link.classList.toggle("done", done.has(named(link)))
  }
}

if (exercises.length) {
  boxes.at(-1).after(score)
  clear.addEventListener("click", () => {
    const answered = kept()
    for (const path of paths) answered.delete(path)
    keep(answered)
    for (const exercise of exercises) exercise.clear()
    count()
    exercises[0].box.querySelector("input").focus()
  })
  count()
} else tick(kept(DONE))
