// exercises that check: a form for each .question, from what the build computed.
// progress stays in this browser; nothing is sent anywhere

import {element, language} from "./dom.js"

const WORDS = {
  ko: {
    answer: "답", check: "확인", clear: "진도 지우기",
    done: (n, all) => `연습 문제 ${all}개 가운데 ${n}개를 맞혔습니다.`,
    right: "맞았습니다.",
    unread: "숫자로 적어 주세요. 소수, 백분율, 분수 모두 됩니다.",
    choose: "하나를 골라 주세요.",
    coarse: "맞는 방향입니다. 조금 더 자세히 적어 보세요.",
    rounding: "거의 맞았습니다. 마지막 자리의 반올림을 확인해 보세요.",
    sign: "크기는 맞습니다. 부호를 확인해 보세요.",
    percent: "백분율이라면 %를 붙여 주세요.",
    unit: (given, asked) => `아깝습니다. 그것은 ${given}로 잰 값이고, 문제는 ${asked}로 묻습니다.`,
    wrong: "아직 아닙니다. 힌트를 열어 보세요.",
    bits: "비트", nats: "나트", bans: "밴",
  },
  en: {
    answer: "Answer", check: "Check", clear: "Clear progress",
    done: (n, all) => `${n} of ${all} questions answered.`,
    right: "Right.",
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

// which questions were answered; a browser may forbid keeping that
const KEY = "cross-entropy-answers"
function kept() {
  try { return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]")) }
  catch { return new Set() }
}
function keep(answered) {
  try {
    if (answered.size) localStorage.setItem(KEY, JSON.stringify([...answered]))
    else localStorage.removeItem(KEY)
  } catch { /* then it lasts as long as the page */ }
}

function form(holder, n) {
  const question = JSON.parse(holder.dataset.question)
  const id = `answer-${n}`
  const words = question.label || WORDS.answer
  const said = element("p", {class: "said", role: "status"})
  const made = element("form", {class: "answer"})
  if (question.options.length) {
    const group = element("fieldset", {}, element("legend", {}, words))
    for (const [value, text] of question.options) {
      const choice = element("input", {type: "radio", name: id, value})
      group.append(element("label", {}, choice, text))
    }
    made.append(group)
  } else {
    const given = {id, name: id, type: "text", autocomplete: "off", inputmode: "text", size: "10"}
    made.append(element("label", {for: id}, words), element("input", given))
    if (question.unit) made.append(element("span", {class: "unit"}, WORDS[question.unit]))
  }
  made.append(element("button", {class: "md-button"}, WORDS.check), said)
  made.addEventListener("submit", event => {
    event.preventDefault()
    const [right, text] = judge(question, new FormData(made).get(id) ?? "")
    said.textContent = text
    mark(made, right)
    const answered = kept()
    if (right) answered.add(question.path)
    keep(answered)
    count()
  })
  holder.append(made)
  return {question, made, said}
}

function mark(made, right) {
  made.classList.toggle("right", right)
}

const forms = [...document.querySelectorAll(".question")].map(form)
const progress = element("p", {class: "progress", role: "status"})
const clear = element("button", {class: "md-button", type: "button"}, WORDS.clear)

function count() {
  const answered = kept()
  const n = forms.filter(({question}) => answered.has(question.path)).length
  progress.textContent = WORDS.done(n, forms.length)
  clear.hidden = n === 0
}

if (forms.length) {
  const last = forms.at(-1).made.closest(".admonition") ?? forms.at(-1).made
  last.after(element("div", {class: "answers"}, progress, clear))
  for (const {question, made} of forms) mark(made, kept().has(question.path))
  clear.addEventListener("click", () => {
    const answered = kept()
    for (const {question, made, said} of forms) {
      answered.delete(question.path)
      made.reset()
      said.textContent = ""
      mark(made, false)
    }
    keep(answered)
    count()
    forms[0].made.querySelector("input").focus()
  })
  count()
}
