// Finds the sections that answer: BM25 over the fields of a section (Robertson and Zaragoza,
// 2009, with the floor of Lv and Zhai, 2011), then how much of what was typed stands together.

const FIELDS = {title: 1.7, page: 0.5, body: 1, code: 0.25}
const [K, B, FLOOR] = [2.2, 0.4, 0.4]
const OTHER = 0.2 // of a typed word, its other names count so much
const BEGINS = 0.5
const TYPO = 0.3

class Engine {
  constructor({sections, names}) {
    this.names = names.map(group => group.map(name => [name, flat(name)]))
    this.sections = new Map(sections.map(section => [section.id, section]))
    this.terms = new Map() // term -> {id of a section: what it counts there}
    for (const [field, boost] of Object.entries(FIELDS)) this.count(sections, field, boost)
    for (const found of this.terms.values()) {
      const many = found.size
      const rare = Math.log(1 + (sections.length - many + 0.5) / (many + 0.5))
      for (const [id, counts] of found) found.set(id, counts * rare)
    }
    this.sorted = [...this.terms.keys()].sort()
    for (const section of sections) {
      section.head = plain(section.title).join("")
      section.text = [section.title, section.body, section.code].flatMap(plain).join("")
    }
  }

  count(sections, field, boost) {
    const all = sections.map(section => tokens(section[field]))
    const mean = all.reduce((sum, words) => sum + words.length, 0) / all.length || 1
    sections.forEach(({id}, i) => {
      const often = new Map()
      for (const [token] of all[i]) often.set(token, (often.get(token) ?? 0) + 1)
      const room = K * (1 - B + B * all[i].length / mean)
      for (const [token, times] of often) {
        if (!this.terms.has(token)) this.terms.set(token, new Map())
        const found = this.terms.get(token)
        const counts = boost * (FLOOR + times * (K + 1) / (times + room))
        found.set(id, (found.get(id) ?? 0) + counts)
      }
    })
  }

  // [{id, score}], the best first
  find(query) {
    const asked = this.asked(query)
    const scores = new Map(), hits = new Map()
    for (const [token, [weight, kind]] of asked) {
      for (const [term, share] of this.readings(token, kind)) {
        for (const [id, counts] of this.terms.get(term)) {
          scores.set(id, (scores.get(id) ?? 0) + weight * share * counts)
          if (!hits.has(id)) hits.set(id, new Set())
          hits.get(id).add(token)
        }
      }
    }
    const typed = this.typed(query, asked)
    return [...scores]
      .map(([id, score]) => ({id, score: score * this.together(this.sections.get(id), hits.get(id), typed)}))
      .sort((one, two) => two.score - one.score)
  }

  // [term, share]: a token itself, what begins with it, and, where nobody knows it, what may
  // have been meant: the first letter is seldom the wrong one
  readings(token, kind) {
    const found = this.knows(token) ? [[token, 1]] : []
    if (kind !== "word" || (token.length < 3 && !HANGUL.test(token))) return found
    for (let i = this.first(token); this.sorted[i]?.startsWith(token); i++) {
      const term = this.sorted[i]
      if (term !== token) found.push([term, BEGINS * token.length / (0.7 * token.length + 0.3 * term.length)])
    }
    if (this.knows(token) || !/^[a-z]{5,}$/.test(token)) return found
    const most = token.length > 7 ? 2 : 1
    for (const term of this.sorted) {
      const near = term[0] === token[0] && Math.abs(term.length - token.length) <= most
      const far = near ? distance(term, token) : Infinity
      if (far <= most) found.push([term, TYPO * token.length / (token.length + far)])
    }
    return found
  }

  // where a token is, or would be, in the sorted terms
  first(token) {
    let [low, high] = [0, this.sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sorted[middle] < token) low = middle + 1
      else high = middle
    }
    return low
  }

  knows(token) {
    return this.terms.has(token)
  }

  // token -> [weight, kind] of what was typed and of its other names
  asked(query) {
    const asked = new Map()
    const put = (token, weight, kind) => {
      if (!(asked.get(token)?.[0] >= weight)) asked.set(token, [weight, kind])
    }
    for (const [token, weight, kind] of tokens(query)) {
      put(token, weight, kind)
      if (kind === "word" && /^[a-z]{6,}$/.test(token))
        for (const part of this.cut(token) ?? []) put(part, this.knows(token) ? 0.5 : 0.9, "part")
    }
    // one-hot is onehot too; the other way round it was cut
    for (const [whole] of query.matchAll(/[a-z]{2,}(?:-[a-z]{2,})+|[가-힣]+(?:-[가-힣]+)+/gi))
      put(bare(whole.replace(/-/g, "").toLowerCase()), 0.7, "part")
    for (const name of this.others(query))
      for (const [token, weight] of tokens(name))
        if (!asked.has(token)) put(token, weight * OTHER, "other")
    return asked
  }

  // crossentropy -> cross, entropy, where both are known
  cut(word) {
    for (let i = 3; i <= word.length - 3; i++) {
      const [one, two] = [word.slice(0, i), word.slice(i)]
      if (!this.knows(one)) continue
      if (this.knows(two)) return [one, two]
      const rest = two.length >= 6 && this.cut(two)
      if (rest) return [one, ...rest]
    }
  }

  // the other names of what a query speaks of
  others(query) {
    const whole = flat(query)
    return this.names.flatMap(group => {
      const said = group.find(([, name]) => /^[a-z0-9]{1,4}$/.test(name)
        ? new RegExp(`(^|[^a-z0-9])${name}($|[^a-z0-9])`, "i").test(query) : whole.includes(name))
      return said ? group.filter(one => one !== said).map(([name]) => name) : []
    })
  }

  typed(query, asked) {
    const words = plain(query)
    const weight = word => COMMON.has(word) ? 0.1 : 1
    const pairs = words.slice(1).map((word, i) =>
      [words[i] + word, Math.max(0.15, weight(words[i]) * weight(word))])
    const own = [...asked].filter(([, [, kind]]) => kind !== "pair" && kind !== "other")
    const whole = flat(query)
    const same = this.names.filter(group => group.some(([, name]) => name === whole)).flat()
    return {
      own, pairs, whole: words.join(""),
      sum: own.reduce((sum, [, [weight]]) => sum + weight, 0),
      most: pairs.reduce((sum, [, weight]) => sum + weight, 0),
      heads: new Set(same.map(([name]) => plain(name).join(""))),
    }
  }

  // how much of what was typed is there, and is it there in one piece?
  together({id, head, text}, hits, {own, pairs, whole, sum, most, heads}) {
    const share = own.filter(([token]) => hits.has(token)).reduce((part, [, [weight]]) => part + weight, 0) / (sum || 1)
    let factor = 1 + 2.2 * share ** 2
    if (most) factor += 1.2 * pairs.reduce((part, [pair, weight]) => part + (text.includes(pair) ? weight : 0), 0) / most
    else if (whole.length >= 3 && text.includes(whole)) factor += 1.2
    if (head === whole || heads.has(head)) factor += 12
    else if (whole.length >= 3 && head.includes(whole)) factor += 1
    return /#exercises$/.test(id) ? factor * 0.6 : factor
  }
}

// how many letters are wrong, missing, too many or exchanged with the next one
function distance(one, two) {
  let before = [], row = Array.from({length: two.length + 1}, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= two.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]))
      if (one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1)
    }
    [before, row] = [row, next]
  }
  return row[two.length]
}
