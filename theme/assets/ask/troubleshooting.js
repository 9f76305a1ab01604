// leads from a pasted message or a typed loss to the rows of the page's own tables:
// snippets/troubleshooting.py tells which. nothing leaves the page, not even by its address

import {read} from "../answers.js"
import {element, language} from "../dom.js"
import {field, resting} from "../form.js"

const WORDS = {
  ko: {
    form: "증상에서 원인 찾기", given: "오류 메시지나 손실", classes: "클래스 수",
    found: n => `찾은 원인: ${n}개`, none: "기록해 둔 메시지 가운데 맞는 것이 없습니다. 오류의 마지막 줄을 그대로 붙여 넣어 보세요.",
    unread: "클래스 수는 0보다 큰 정수입니다.",
  },
  en: {
    form: "From the symptom to the cause", given: "Error message, or loss", classes: "Number of classes",
    found: n => `Causes found: ${n}`, none: "None of the recorded messages is like it. Try the last line of the error as it is.",
    unread: "The number of classes is a whole number above 0.",
  },
}[language]
// 2.3026, nan, loss: -0.03, tensor(0.6931, grad_fn=<…>)
const LOSS = /^(?:(?:loss|손실)\s*[:=]?\s*)?(?:tensor\(\s*)?([-+−]?(?:nan|inf(?:inity)?|[\d.,]+(?:e[-+]?\d+)?))(?:\s*,[^\d].*)?\)?$/i

function loss(text) {
  const number = text.trim().match(LOSS)?.[1].replace("−", "-").toLowerCase()
  if (number === undefined) return null
  if (number.endsWith("nan")) return NaN
  if (number.includes("inf")) return number.startsWith("-") ? -Infinity : Infinity
  return read(number)?.value ?? null
}

export default function build({holder, name, f, start}) {
  const rows = [...document.querySelectorAll("article tr:has(td)")]
  const signs = new Map(rows.map(row => [row.querySelector("[id^=sign-]")?.id.slice(5), row]))
  const known = rows.flatMap(row => [...row.cells[0].querySelectorAll("code")].map(code => [code.textContent, row]))
  const spoken = element("p", {class: "spoken", role: "status"})
  const result = element("div", {class: "said"})
  const rest = resting(name, spoken)
  const area = element("label", {class: "field wide"}, element("span", {}, WORDS.given))
  const given = element("textarea", {name: "given", rows: 3, autocomplete: "off", spellcheck: "false"})
  area.append(given)
  const classes = field("classes", WORDS.classes, {type: "number", min: 1, step: 1, value: start.classes})
  const form = element("form", {"aria-label": WORDS.form}, area, classes)
  const asked = form.elements.classes

  // [words, rows] for what stands in the box
  function found() {
    const text = given.value, count = Number(asked.value), value = loss(text)
    if (!text.trim()) return ["", []]
    if (value === null) {
      const places = f.likest(known.map(([message]) => message), text)
      const all = [...new Set(places.map(n => known[n][1]))]
      return [all.length ? WORDS.found(all.length) : WORDS.none, all]
    }
    if (!Number.isSafeInteger(count) || count < 1) return [WORDS.unread, []]
    const all = f.symptoms(value, count).map(sign => signs.get(sign))
    return [WORDS.found(all.length), all]
  }

  function update() {
    const [words, all] = found()
    const list = element("ul", {}, ...all.map(row => {
      const [symptom, cause] = [...row.cells].map(cell => [...cell.cloneNode(true).childNodes])
      const item = element("li", {}, element("strong", {}, ...symptom), element("br"), ...cause)
      for (const one of item.querySelectorAll("[id]")) one.removeAttribute("id")
      return item
    }))
    result.replaceChildren(...words ? [element("p", {}, words)] : [], ...all.length ? [list] : [])
    rest(result.textContent, null)
  }

  form.addEventListener("input", update)
  form.addEventListener("submit", event => event.preventDefault())
  holder.append(form, result, spoken)
  update()
}
