// What a text consists of when it is searched: the same for pages and for what is typed.

// longest first; one falls away where two syllables stay
const ENDINGS = (
  "입니다 습니다 인가요 은가요 는가요 나요 까요 어요 아요 해요 돼요 예요 이에요 네요 지요 죠 하면 되면 으면 이면 " +
  "하는 되는 하고 되고 해서 하기 되기 에서는 에서도 에서의 에서 에게 에는 에도 에만 으로는 으로도 으로 로는 로도 로 " +
  "라고 이라고 란 이란 라는 이라는 까지 부터 보다 처럼 마다 만큼 이나 이랑 은 는 이 가 을 를 의 에 와 과 도 만 랑 인 일 다 요"
).split(" ").sort((a, b) => b.length - a.length)
// words that a question has anyway
const COMMON = new Set((
  "a an and are as at be by can could did do does for from has have how i if in into is it its many my no not of on one or " +
  "should so than that the their then there these they this to us use used was what when where which while who why will with " +
  "would you your 안 왜 더 수 것 때 그 이 저 뜻 못 및 등 할 한 된 될 있 없 쓰 쓸 좀 어떻게 무엇 차이"
).split(" "))
const HANGUL = /^[가-힣]/
const WORD = /-inf\b|[가-힣]+|\d+(?:\.\d+)?(?:e-\d+)?(?![a-z_])|[\p{L}\p{N}_]+/giu

function normal(text) {
  return text.normalize("NFKC").replace(/[\u2060\u200b]/g, "").replace(/[−–]/g, "-").replace(/[’‘]/g, "'")
    .replace(/(\d)\s?,\s?(?=\d{3}\b)/g, "$1").replace(/(\d)e-0+(?=\d)/gi, "$1e-")
}

// without its particle or ending
function bare(word) {
  const ending = ENDINGS.find(one => word.endsWith(one) && word.length - one.length >= 2)
  return ending ? word.slice(0, -ending.length) : word
}

// of English plurals
function single(word) {
  return word.replace(/(?<=[a-z]{2})(?:(?<=ss|x|ch|sh)es|(?<=[^sui])s)$/, "").replace(/(?<=[a-z]{3})ie$/, "y")
}

// [token, weight, kind]: a word, a "pair" of syllables, or a "part" of a name
function tokens(text) {
  const found = []
  text = normal(text)
  // 2^CE and ignore_index=-1 stay whole as well
  for (const [whole] of text.matchAll(/[\w.]+(?:[\^=]-?[\w.]+)+/g)) found.push([whole.toLowerCase(), 1, "word"])
  for (const {0: word, index} of text.matchAll(WORD)) {
    const typed = word.toLowerCase(), low = COMMON.has(typed) ? typed : single(typed)
    if (HANGUL.test(word)) {
      // softmax를, 0.6931에서
      if (index && /[\w)\]]/.test(text[index - 1]) && ENDINGS.includes(word)) continue
      const stem = bare(word)
      found.push([stem, COMMON.has(stem) ? 0.1 : 1, "word"])
      for (let i = 0; i + 1 < stem.length && stem.length > 2; i++) found.push([stem.slice(i, i + 2), 0.2, "pair"])
      continue
    }
    if (low === "-inf") found.push(["inf", 0.6, "part"])
    found.push([low, COMMON.has(low) ? 0.1 : /^\d{1,3}$/.test(low) ? 0.25 : 1, "word"])
    if (/^\d/.test(low)) continue
    const parts = word.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\x00-\x7f_]+/g) || []
    for (const part of parts.length > 1 ? parts : [])
      if (part.length > 1) found.push([part.toLowerCase(), 0.6, "part"])
  }
  return found
}

// words in their order, for phrases: Target 3 and Target 13 are one
function plain(text) {
  return tokens(text).filter(([, , kind]) => kind === "word").map(([token]) => token.replace(/\d+/g, "0"))
}

// letters and digits alone: 손실 함수 and 손실함수 are one
function flat(text) {
  return normal(text).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "")
}
