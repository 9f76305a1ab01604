// what PyTorch says to shapes and dtypes of one's own: snippets/shape_doctor.py tells

import {element, language} from "../dom.js"
import {button, choice, field, recalled, resting} from "../form.js"

const WORDS = {
  ko: {
    form: "PyTorch에 물어보기", logits: "로짓의 모양", target: "정답의 모양",
    dtype: "로짓의 자료형", kind: "정답의 자료형", label: "라벨 가운데 하나",
    ignored: "ignore_index", smoothing: "label_smoothing", weights: "weight의 길이 (없으면 0)",
    unread: most => `모양은 0보다 큰 정수를 쉼표로 나누어 적습니다. 로짓의 차원은 1개 이상, 둘 다 ${most}개까지입니다.`,
    raises: "오류가 납니다.",
    works: (count, weighted) => `오류 없이 계산됩니다. 손실 ${count}개의 ${weighted ? "가중 평균" : "평균"}입니다.`,
    none: "오류 없이 계산되지만 남은 라벨이 없어 nan이 나옵니다.",
    table: "짝이 되는 차원", rows: ["차원", "로짓", "정답", "짝"],
    same: "같음", other: "다름", classes: "클래스", place: n => `차원 ${n}`,
    presets: {
      pixels: "픽셀", probabilities: "확률", tokens: "(B, T, C) 그대로", square: "T = C",
      column: "(N, 1) 라벨", channel: "(N, 1, H, W) 마스크", weights: "배경 뺀 weight", ignored: "무시하는 픽셀",
    },
  },
  en: {
    form: "Ask PyTorch", logits: "Shape of the logits", target: "Shape of the target",
    dtype: "dtype of the logits", kind: "dtype of the target", label: "One of the labels",
    ignored: "ignore_index", smoothing: "label_smoothing", weights: "Length of weight (0: none)",
    unread: most => `A shape is whole numbers above 0 with commas between them; logits have at least 1 dimension, and both at most ${most}.`,
    raises: "It raises an error.",
    works: (count, weighted) => `It works, and gives the ${weighted ? "weighted " : ""}mean of ${count} ${count === "1" ? "loss" : "losses"}.`,
    none: "It works, but no label is left, and it gives nan.",
    table: "Dimensions that pair up", rows: ["Dim.", "Logits", "Target", "Pair"],
    same: "same", other: "differ", classes: "classes", place: n => `dimension ${n}`,
    presets: {
      pixels: "Pixels", probabilities: "Probabilities", tokens: "(B, T, C) as it is", square: "T = C",
      column: "(N, 1) labels", channel: "(N, 1, H, W) mask", weights: "Weight without background", ignored: "Ignored pixels",
    },
  },
}[language]
const TEXTS = ["logits", "target", "label", "ignored", "weights"], CHOSEN = ["dtype", "kind", "smoothing"]
const ORDER = ["logits", "target", "dtype", "kind", "label", "ignored", "smoothing", "weights"]
const COLOURS = 4 // of pairs, in ask.css

// "(2, 5)", "2x5" and torch.Size([2, 5]) are all [2, 5]; what has anything else in it is none
function read(text) {
  const bare = text.replace(/torch\.Size|[\s()[\]]/g, "").replace(/,$/, "")
  if (!bare) return []
  return /^\d+([,x×]\d+)*$/.test(bare) ? bare.split(/\D/).map(Number) : null
}

const written = value => Array.isArray(value) ? value.join(", ") : String(value)

class Doctor {
  constructor({holder, name, f, start}) {
    Object.assign(this, {name, f, start})
    this.first = start.presets[0].slice(1)
    this.form = element("form", {"aria-label": WORDS.form})
    this.result = element("div", {class: "said"})
    const spoken = element("p", {class: "spoken", role: "status"})
    this.rest = resting(name, spoken)
    const number = {type: "number", step: 1}
    const shapes = (id, kind, options) => element(
      "div", {class: "row"}, field(id, WORDS[id], {inputmode: "text"}), choice(name, kind, WORDS[kind], options),
    )
    this.form.append(
      shapes("logits", "dtype", start.dtypes), shapes("target", "kind", start.kinds),
      element(
        "div", {class: "row"}, field("label", WORDS.label, number), field("ignored", WORDS.ignored, number),
        choice(name, "smoothing", WORDS.smoothing, start.smoothing),
        field("weights", WORDS.weights, {...number, min: 0}),
      ),
      element("div", {class: "buttons"}, ...start.presets.map(
        ([preset, ...values]) => button(WORDS.presets[preset], () => this.set(values, true)),
      )),
    )
    this.form.addEventListener("input", () => this.update())
    this.form.addEventListener("submit", event => event.preventDefault())
    const kept = recalled(name)?.split("_")
    this.set(this.first)
    if (kept?.length === ORDER.length) this.set(kept)
    holder.append(this.form, this.result, spoken)
    holder.doctor = this
  }

  set(values, rests = false) {
    for (const [n, id] of ORDER.entries()) {
      if (TEXTS.includes(id)) this.form.elements[id].value = written(values[n])
      else {
        const buttons = [...this.form.elements[`${this.name}-${id}`]]
        const chosen = buttons.find(({value}) => value === String(values[n]))
        if (chosen) chosen.checked = true
      }
    }
    this.update(rests)
  }

  // what the fields say, as message takes it; null where a shape or a number is none
  state() {
    const given = new FormData(this.form)
    const shapes = [read(given.get("logits")), read(given.get("target"))]
    const [label, ignored, weights] = ["label", "ignored", "weights"].map(id => given.get(id))
    const whole = [label, ignored, weights].every(text => Number.isSafeInteger(text && Number(text)))
    if (shapes.includes(null) || !whole || weights < 0 || !this.f.readable(...shapes)) return null
    const [dtype, kind, smoothing] = CHOSEN.map(id => given.get(`${this.name}-${id}`))
    return [...shapes, dtype, kind, Number(label), Number(ignored), Number(smoothing), Number(weights)]
  }

  update(rests = true) {
    const state = this.state()
    const said = state ? this.told(state) : [element("p", {}, WORDS.unread(this.start.dimensions))]
    this.result.replaceChildren(...said)
    if (!rests) return
    const first = JSON.stringify(state) === JSON.stringify(this.first)
    const kept = state && !first ? state.map(x => Array.isArray(x) ? x.join("x") : x).join("_") : null
    this.rest(said[0].textContent, kept)
  }

  told(state) {
    const [logits, target, , , label, ignored, , weights] = state
    const message = this.f.message(...state)
    const count = this.f.terms(logits, target, label, ignored)
    const works = count > 0 ? WORDS.works(count.toLocaleString("en"), weights > 0) : WORDS.none
    const words = message ? [WORDS.raises, " ", element("code", {}, message)] : [works]
    return [element("p", {}, ...words), this.table(logits, target)]
  }

  // the shapes one below the other: a column for each dimension
  table(logits, target) {
    const pairs = this.f.pairs(logits, target)
    const letters = this.f.letters(logits)
    const alone = [...logits.keys()].filter(n => !pairs.some(([at]) => at === n))
    const columns = [...pairs, ...alone.map(n => [n, -1, null])]
      .map(([n, m, same], pair) => ({n, m, same, pair}))
      .sort((a, b) => (a.n < 0) - (b.n < 0) || a.n - b.n || a.m - b.m)
    const kind = ({same, pair}) => same === null ? "classes" : same ? `same p${pair % COLOURS}` : "other"
    const verdict = ({same}) => same === null ? WORDS.classes : same ? `= ${WORDS.same}` : `≠ ${WORDS.other}`
    const cells = [
      ({n, m}) => letters[n] ?? WORDS.place(m),
      ({n}) => logits[n] ?? "–", ({m}) => target[m] ?? "–", verdict,
    ]
    const made = element("table", {class: "pairs", tabindex: 0}, element("caption", {class: "spoken"}, WORDS.table))
    for (const [row, cell] of cells.entries()) {
      const head = element("th", {scope: "row"}, WORDS.rows[row])
      made.append(element("tr", {}, head, ...columns.map(
        column => element("td", {class: kind(column)}, String(cell(column))),
      )))
    }
    return made
  }
}

export default given => new Doctor(given)
