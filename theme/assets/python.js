// what Python does where JavaScript does otherwise: dividing by zero, an index that is
// not there, rounding halves. weave/code/javascript.py makes calls of these functions of
// the formulas that it tells to the browser; an error has Python's name for its kind.

export const py_fail = name => { throw Object.assign(new Error(name), {name}) }
export const py_num = x => typeof x === "number" ? x
  : typeof x === "boolean" ? Number(x) : py_fail("TypeError")
export const py_whole = x => Number.isInteger(py_num(x)) ? Number(x) : py_fail("TypeError")
export const py_positive = x => py_num(x) <= 0 ? py_fail("ValueError") : x
export const py_nonzero = x => py_num(x) === 0 ? py_fail("ZeroDivisionError") : x
export const py_iter = xs => Array.isArray(xs) ? xs : typeof xs === "string" ? [...xs]
  : py_fail("TypeError")
export const py_at = (xs, n) => {
  const at = py_whole(n) < 0 ? py_len(xs) + n : Number(n)
  return at < 0 || at >= py_len(xs) ? py_fail("IndexError") : xs[at]
}
export const py_eq = (a, b) => Array.isArray(a) && Array.isArray(b)
  ? a.length === b.length && a.every((x, n) => py_eq(x, b[n]))
  : a === b || typeof a === "boolean" && Number(a) === b
    || typeof b === "boolean" && Number(b) === a
export const py_in = (x, xs) => typeof xs === "string" ? xs.includes(x)
  : py_iter(xs).some(one => py_eq(one, x))
// what is no number is never better, so the first one stays
export const py_best = (xs, better) => {
  const all = xs.length === 1 ? py_iter(xs[0]) : xs
  if (!all.length) py_fail("ValueError")
  return all.reduce((a, b) => better(py_num(b), py_num(a)) ? b : a)
}
export const py_even = x => {
  const low = Math.floor(x), over = x - low
  return over < 0.5 || over === 0.5 && low % 2 === 0 ? low : low + 1
}
export const py_add = (a, b) => Array.isArray(a) && Array.isArray(b) ? [...a, ...b]
  : typeof a === "string" && typeof b === "string" ? a + b : py_num(a) + py_num(b)
export const py_sub = (a, b) => py_num(a) - py_num(b)
export const py_neg = x => -py_num(x)
export const py_mul = (a, b) => {
  if (Array.isArray(b) || typeof b === "string") [a, b] = [b, a]
  if (!Array.isArray(a) && typeof a !== "string") return py_num(a) * py_num(b)
  const times = Math.max(0, py_whole(b))
  if (typeof a === "string") return a.repeat(times)
  return Array.from({length: a.length * times}, (_, n) => a[n % a.length])
}
export const py_div = (a, b) => py_num(a) / py_nonzero(b)
export const py_mod = (a, b) => {
  const left = py_num(a) % py_nonzero(b)
  return left && left < 0 !== b < 0 ? left + Number(b) : left
}
export const py_floor = (a, b) => {
  const left = py_num(a) % py_nonzero(b)
  const times = (a - left) / b - (left && left < 0 !== b < 0 ? 1 : 0)
  return Math.floor(times) + (times - Math.floor(times) > 0.5 ? 1 : 0)
}
// python's other results have no number here: 2j, or one of 400 digits
export const py_power = (a, b) => {
  if (py_num(a) === 1 || a === -1 && py_num(b) ** 2 === Infinity) return 1
  if (Number(a) === 0 && py_num(b) < 0 && b > -Infinity) py_fail("ZeroDivisionError")
  const y = a ** py_num(b), given = Number.isFinite(a) && Number.isFinite(b)
  if (given && Math.abs(a) ** b === Infinity) py_fail("OverflowError")
  return given && y !== y ? py_fail("ValueError") : y
}

// an f-string; 1 and 1.0 are one number here, so only whole ones have a text
export const py_text = (...parts) => parts
  .map(part => typeof part === "string" ? part : String(py_whole(part))).join("")

// of python's math

export const py_exp = x => {
  const y = Math.exp(py_num(x))
  return y === Infinity && x < y ? py_fail("OverflowError") : y
}
export const py_log = (x, base) => base === undefined ? Math.log(py_positive(x))
  : py_div(py_log(x), py_log(base))
export const py_log2 = x => Math.log2(py_positive(x))
export const py_log10 = x => Math.log10(py_positive(x))
export const py_sqrt = x => py_num(x) < 0 ? py_fail("ValueError") : Math.sqrt(x)
export const py_inf = Infinity
export const py_nan = NaN
export const py_e = Math.E
export const py_prod = xs => py_iter(xs).reduce((a, b) => py_mul(a, b), 1)

// of python's own

export const py_abs = x => Math.abs(py_num(x))
export const py_all = xs => py_iter(xs).every(py_bool)
export const py_any = xs => py_iter(xs).some(py_bool)
export const py_bool = x => Array.isArray(x) ? x.length > 0 : x !== x || Boolean(x)
export const py_enumerate = (xs, from = 0) => py_iter(xs).map((x, n) => [n + from, x])
export const py_float = x => py_num(x)
export const py_int = x => Number.isFinite(py_num(x)) ? Math.trunc(x)
  : py_fail(x !== x ? "ValueError" : "OverflowError")
export const py_isinstance = (x, ...kinds) => {
  const number = Number.isInteger(x) ? "int" : "float"
  const kind = {number, string: "str", boolean: "bool"}[typeof x] ?? (Array.isArray(x) && "list")
  return kinds.includes(kind) || kind === "bool" && kinds.includes("int")
}
export const py_len = xs => py_iter(xs).length
export const py_list = xs => [...py_iter(xs)]
export const py_map = (f, ...lists) => py_zip(...lists).map(given => f(...given))
export const py_max = (...xs) => py_best(xs, (a, b) => a > b)
export const py_min = (...xs) => py_best(xs, (a, b) => a < b)
export const py_pow = (a, b) => py_power(a, b)
export const py_range = (a, b, step = 1) => {
  const [from, to] = (b === undefined ? [0, a] : [a, b]).map(py_whole)
  if (py_whole(step) === 0) py_fail("ValueError")
  const length = Math.max(0, Math.ceil((to - from) / step))
  return Array.from({length}, (_, n) => from + n * step)
}
export const py_round = (x, digits = null) => {
  if (digits === null) return py_int(x), py_even(x)
  const size = Math.abs(py_num(x)), unit = 10 ** -py_whole(digits)
  if (digits < 0) return py_even(x / unit) * unit
  if (!(size < 1e21) || digits > 99) return x
  // a half exactly, by all the digits that it has
  const exact = size.toFixed(100), rest = exact.split(".")[1].slice(digits)
  const down = exact.slice(0, -rest.length)
  const even = /^50*$/.test(rest) && /[02468]\.?$/.test(down)
  return (x < 0 ? -1 : 1) * Number(even ? down : size.toFixed(digits))
}
export const py_sum = (xs, from = 0) => py_iter(xs).reduce((a, b) => py_add(a, b), from)
export const py_tuple = xs => [...py_iter(xs)]
export const py_zip = (...lists) => {
  const length = lists.length && Math.min(...lists.map(py_len))
  return Array.from({length}, (_, n) => lists.map(xs => xs[n]))
}

// of lists, and of texts

export const py_join = (between, texts) => py_iter(texts)
  .map(text => typeof text === "string" ? text : py_fail("TypeError")).join(between)
export const py_append = (xs, x) => { xs.push(x) }
export const py_index = (xs, x) => {
  const at = py_iter(xs).findIndex(one => py_eq(one, x))
  return at < 0 ? py_fail("ValueError") : at
}
export const py_insert = (xs, at, x) => { xs.splice(py_whole(at), 0, x) }
