// what brython's numbers do otherwise than CPython's: rounding, formats, overflow and
// domain errors. worker.js loads this after brython.js
;{
const $B = __BRYTHON__, {float, int, str} = $B.builtins
const ERANGE = 34 // what C calls a result out of range
const {None, OverflowError, ValueError, ZeroDivisionError} = $B.builtins

// what a class has in a slot, or as a method, gives way to what is made of it
function slot(kind, name, make) {
  kind[name] = make(kind[name])
  $B.wrapper_methods[name](kind, name)
}
function method(kind, name, make) {
  const self = $B.get_from_dict(kind, name)
  const made = Object.assign(make(self.method), {ob_type: $B.builtin_method, self})
  self.method = kind.tp_funcs[name] = made
}
const real = x => x?.ob_type === float ? x.value : typeof x === "boolean" ? Number(x) : x

// --- decimal digits, from the exact value of a double

const bytes = new DataView(new ArrayBuffer(8))

// |x| * 10**n as a whole number, a tie to the even one
function scaled(x, n) {
  bytes.setFloat64(0, x)
  const raw = bytes.getBigUint64(0), power = Number(raw >> 52n & 0x7ffn)
  let over = (raw & 0xfffffffffffffn) + (power ? 1n << 52n : 0n), under = 1n
  const two = BigInt((power || 1) - 1075), ten = 10n ** BigInt(Math.abs(n))
  if (two < 0n) under <<= -two
  else over <<= two
  if (n < 0) under *= ten
  else over *= ten
  return over / under + up(over, under)
}

// 1n where over / under rounds up
function up(over, under) {
  const twice = 2n * (over % under)
  return twice > under || twice === under && over / under % 2n ? 1n : 0n
}

function fixed(x, n) {
  const digits = scaled(x, n).toString().padStart(n + 1, "0")
  return n ? `${digits.slice(0, -n)}.${digits.slice(-n)}` : digits
}

// the first n + 1 digits of |x|, and the power of ten of the first of them
function leading(x, n) {
  if (x === 0) return ["0".repeat(n + 1), 0]
  let power = Number(x.toExponential().split("e")[1])
  let digits = scaled(x, n - power).toString()
  // the shortest digits may stand just over a power of ten, or rounding may lead there
  if (digits.length !== n + 1) digits = scaled(x, n - (power += digits.length - n - 1)).toString()
  return [digits, power]
}

function exponent(digits, power) {
  const whole = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits
  return `${whole}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
}

// {type, precision, alternate} as in a format; an empty type is a float's own
function shown(x, {type = "", precision, alternate}) {
  const kind = type.toLowerCase()
  if (!Number.isFinite(x)) return (Number.isNaN(x) ? "nan" : "inf") + (kind === "%" ? "%" : "")
  if (kind === "%") return shown(x * 100, {type: "f", precision, alternate}) + "%"
  if (!kind && precision === undefined) return float.tp_repr($B.fast_float(Math.abs(x)))
  const n = precision ?? 6
  const dotted = text => alternate && !text.includes(".") ? text.replace(/e|$/, ".$&") : text
  if (kind === "f") return dotted(fixed(x, n))
  if (kind === "e") return dotted(exponent(...leading(x, n)))
  const most = n || 1, [digits, power] = leading(x, most - 1)
  // a float's own format keeps a digit behind the point
  const long = power < -4 || power >= (kind ? most : most - 1)
  const text = long ? exponent(digits, power) : fixed(x, Math.max(0, most - 1 - power))
  if (alternate) return dotted(text)
  const cut = text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "")
  return kind || long || cut.includes(".") ? cut : cut + ".0"
}

function written(x, given) {
  const {type, z, fill = " ", width = 0, align = ">", grouping_option: mark} = given
  let text = shown(x, given)
  if (type && "EFG".includes(type)) text = text.toUpperCase()
  const minus = (x < 0 || Object.is(x, -0)) && !(z && !/[1-9]/.test(text))
  const sign = minus ? "-" : given.sign && given.sign !== "-" ? given.sign : ""
  let [, whole, rest] = text.match(/^(\d*)(.*)$/s)
  const grouped = () => mark ? whole.replace(/\B(?=(\d{3})+$)/g, mark) : whole
  if (mark && fill === "0" && align === "=") {
    while (whole && (sign + grouped() + rest).length < width) whole = "0" + whole
  }
  const body = grouped() + rest, missing = Math.max(0, width - sign.length - body.length)
  if (align === "=") return sign + fill.repeat(missing) + body
  const before = {">": missing, "<": 0, "^": missing >> 1}[align]
  return fill.repeat(before) + sign + body + fill.repeat(missing - before)
}

const format = float.$format
float.$format = (self, given) => given.type && !"eEfFgGn%".includes(given.type)
  ? format(self, given) : written(self.value, given)

method(int, "__format__", own => (self, spec) => {
  if (/\.\d+[bcdoxXn]?$/.test(spec)) {
    $B.RAISE(ValueError, "Precision not allowed in integer format specifier")
  }
  return own(self, spec)
})

// "%.2f" % x: the floats are written first, the rest is brython's
const CONVERSION = /%(?:\(([^)]*)\))?([#0 +-]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([a-zA-Z%])/g
slot(str, "nb_remainder", own => function (self, given) {
  const tuple = given?.ob_type === $B.builtins.tuple
  const values = tuple ? [...given] : [given], named = /%\(/.test(self)
  let at = 0, changed = false
  const text = String(self).replace(CONVERSION, (all, name, flags, width, precision, type) => {
    if (type === "%" || named && name === undefined) return all
    const stars = [width, precision].filter(x => x === "*").length
    const here = at + stars
    at = here + 1
    if (!"eEfFgG".includes(type) || stars || named && typeof given !== "object") return all
    const found = named ? $B.$getitem(given, name) : values[here]
    let x = real(found)
    if (typeof x === "bigint") x = Number(x)
    if (typeof x !== "number") return all
    const zero = flags.includes("0")
    const made = written(x, {
      type, precision: precision === undefined ? 6 : Number(precision),
      alternate: flags.includes("#"), sign: flags.match(/\+/)?.[0] ?? flags.match(/ /)?.[0],
      width: Number(width ?? 0), fill: zero ? "0" : " ",
      align: flags.includes("-") ? "<" : zero ? "=" : ">",
    })
    changed = true
    if (named) return made.replaceAll("%", "%%")
    values[here] = made
    return "%s"
  })
  if (!changed) return own(self, given)
  return own(text, named ? given : $B.fast_tuple(values))
})

// --- round

method(float, "__round__", own => (self, ndigits = None) => {
  const x = self.value, n = ndigits === None ? 0 : Number(ndigits)
  if (!Number.isFinite(x)) return own(self, ndigits)
  if (ndigits === None) return int.$int_or_long(x < 0 ? -scaled(x, 0) : scaled(x, 0))
  if (n > 323 || x === 0) return $B.fast_float(x)
  if (n < -308) return $B.fast_float(0 * x)
  const rounded = Number(`${scaled(x, n)}e${-n}`)
  if (rounded === Infinity) $B.RAISE(OverflowError, "rounded value too large to represent")
  return $B.fast_float(Math.sign(x) * rounded)
})

function round_int(x, n) {
  if (n >= 0) return x
  const under = 10n ** BigInt(-n), size = BigInt(x) < 0n ? -BigInt(x) : BigInt(x)
  const rounded = (size / under + up(size, under)) * under
  return int.$int_or_long(BigInt(x) < 0n ? -rounded : rounded)
}

const round = $B.builtins.round
$B.builtins.round = Object.assign(function () {
  const {number, ndigits} = $B.args("round", 2, {number: null, ndigits: null}, arguments, {ndigits: None})
  const x = real(number), n = real(ndigits)
  const whole = ["number", "bigint"].includes(typeof x) && x === number || typeof number === "boolean"
  if (whole && (ndigits === None || ["number", "bigint"].includes(typeof n))) {
    return round_int(x, ndigits === None ? 0 : Number(n))
  }
  return round(number, ndigits)
}, round)

// --- powers and the module math: what is too large, or has no value, is an error

const finite = x => Number.isFinite(Number(real(x)))

const power = own => function (self, other, ...more) {
  const found = own(self, other, ...more)
  if (found?.ob_type !== float) return found
  if ([self, other].some(x => typeof x === "bigint" && !finite(x))) {
    $B.RAISE(OverflowError, "int too large to convert to float")
  }
  if (Math.abs(found.value) === Infinity && finite(self) && finite(other)) {
    $B.RAISE(OverflowError, `(${ERANGE}, 'Numerical result out of range')`)
  }
  return found
}
slot(float, "nb_power", power)
slot(int, "nb_power", power)
slot(float, "nb_floor_divide", own => (self, other) => {
  if (Number(real(other)) === 0) $B.RAISE(ZeroDivisionError, "float floor division by zero")
  return own(self, other)
})

// what is no safe integer is a bigint to brython
function whole(x) {
  if (Number.isNaN(x)) $B.RAISE(ValueError, "cannot convert float NaN to integer")
  if (!Number.isFinite(x)) $B.RAISE(OverflowError, "cannot convert float infinity to integer")
  return int.$int_or_long(BigInt(x))
}
for (const name of ["ceil", "floor", "trunc"]) {
  method(float, `__${name}__`, () => self => whole(Math[name](self.value)))
}

const domain = () => $B.RAISE(ValueError, "math domain error")
// of these an infinite value means that it was too large, of the others that there is none
const GROWING = ["cosh", "exp", "exp2", "expm1", "sinh"]
const ONE = [...GROWING, "acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "log10",
  "log1p", "log2", "sin", "sqrt", "tan", "tanh"]
const POSITIVE = {log: 0, log10: 0, log2: 0, log1p: -1}

const one = (name, own) => function (...given) {
  const x = Number(real(given[0]))
  if (typeof given[0] === "string") $B.RAISE($B.builtins.TypeError, "must be real number, not str")
  if (x <= POSITIVE[name] || name === "sqrt" && x < 0) domain()
  const found = own(...given), value = real(found)
  if (Number.isNaN(value) && !Number.isNaN(x)) domain()
  if (Math.abs(value) === Infinity && Number.isFinite(x)) {
    if (!GROWING.includes(name)) domain()
    $B.RAISE(OverflowError, "math range error")
  }
  return found
}

function mended(math) {
  const {ceil, floor, fsum} = math, log = one("log", math.log)
  const made = Object.fromEntries(ONE.map(name => [name, one(name, math[name])]))
  Object.assign(made, {
    log(...given) {
      if (given.length !== 2) return log(...given)
      const over = log(given[0]).value, under = log(given[1]).value
      if (under === 0) $B.RAISE(ZeroDivisionError, "float division by zero")
      return $B.fast_float(over / under)
    },
    ceil: x => x?.ob_type === float ? whole(Math.ceil(x.value)) : ceil(x),
    floor: x => x?.ob_type === float ? whole(Math.floor(x.value)) : floor(x),
    fsum(xs) {
      const all = [...$B.make_js_iterator(xs)], found = fsum($B.$list(all))
      if (!finite(found) && all.every(finite)) $B.RAISE(OverflowError, "intermediate overflow in fsum")
      return found
    },
  })
  for (const [name, of] of Object.entries(made)) {
    math[name] = Object.assign(of, {ob_type: $B.builtin_function_or_method})
  }
  return math
}

const add = $B.addToImported
$B.addToImported = (name, module) => add(name, name === "math" ? mended(module) : module)
}
