// a teacher's logits and the temperature: what the student is given to learn, and how steeply
// a step of a logit and the largest; half a bar, and from a class to the middle of its bar;
// where the rows of numbers begin, and the lanes
const LAYOUT = {
  step: 0.1, end: 5, margin: 0.6, bar: 0.17, beside: 0.19,
  height: 564, floor: 222, rows: 260, row: 19, first: 380, lane: 36, scale: 482, heat: 526,
}

export default {
  quiet: true,
  words: {
    ko: {
      logit: n => `교사의 로짓 ${n + 1}`, t: "온도 T", sure: "클래스 1을 확신하는 교사",
      result: (t, p, q, slopes, squared) => `T가 ${t}일 때 클래스 1, 2, 3에 대한 교사의 p는 ${p.join(", ")}이고 학생의 q는 ${q.join(", ")}입니다. 기울기 (q − p)/T는 ${slopes.join(", ")}이고, 여기에 T의 제곱을 곱하면 ${squared.join(", ")}입니다.`,
    },
    en: {
      logit: n => `the teacher's logit ${n + 1}`, t: "temperature T", sure: "A teacher sure of class 1",
      result: (t, p, q, slopes, squared) => `At a T of ${t}, the teacher's p of classes 1, 2 and 3 is ${and(p)}, and the student's q is ${and(q)}. The slopes (q − p)/T are ${and(slopes)}; times the square of T they are ${and(squared)}.`,
    },
  },
  controls: ({teacher, coldest, hottest}, words) => [
    ...teacher.map((value, n) => ({
      id: `z${n + 1}`, label: words.logit(n), min: -LAYOUT.end, max: LAYOUT.end, step: LAYOUT.step,
      value, handle: true,
    })),
    {id: "T", label: words.t, min: coldest, max: hottest, step: LAYOUT.step, value: coldest, handle: true},
  ],
  presets: ({sure}, words) => [
    {label: words.sure, set: Object.fromEntries(sure.map((value, n) => [`z${n + 1}`, value]))},
  ],
  draw(state, {f, start, words, say, plot, room}) {
    const {T} = state
    const teacher = [state.z1, state.z2, state.z3]
    const [p, q] = [teacher, start.student].map(logits => f.softened(logits, T))
    const slopes = f.slopes(start.student, teacher, T)
    const squared = f.squared(start.student, teacher, T)
    const x = [1 - LAYOUT.margin, 3 + LAYOUT.margin]
    const {height, floor, first, lane, end} = LAYOUT
    const picture = plot({x, y: [0, 1], width: room, height, left: 66, bottom: height - floor})
    picture.axes({
      xticks: teacher.map((_, n) => [n + 1, String(n + 1)]),
      yticks: [[0, "0"], [start.uniform, "1/3"], [1, "1"]],
    })
    picture.text(picture.left - 20, floor + 16, words.x, {"text-anchor": "end"})
    picture.text(picture.left, 14, words.teacher, {class: "c2"})
    picture.text(room, 14, words.student, {"text-anchor": "end", class: "c0"})
    teacher.forEach((_, n) => {
      picture.bar(n + 1 - LAYOUT.beside, p[n], LAYOUT.bar, 2)
      picture.bar(n + 1 + LAYOUT.beside, q[n], LAYOUT.bar, 0)
    })
    // what all bars come to, on top of them
    picture.line(x[0], start.uniform, x[1], start.uniform, 7, {class: "line dashed c7"})
    const told = [[p, 4], [q, 4], [slopes, 5], [squared, 5]].map(([row, digits]) => row.map(x => say(x, digits)))
    const names = [["p", "c2"], ["q", "c0"], ["(q − p)/T", ""], ["× T²", "c1"]]
    told.forEach((texts, row) => {
      const y = LAYOUT.rows + row * LAYOUT.row
      const [name, kind] = names[row]
      picture.text(picture.left - 7, y, name, {"text-anchor": "end", class: kind})
      texts.forEach((text, n) => picture.text(picture.px(n + 1), y, text, {"text-anchor": "middle", class: kind}))
    })
    // a lane a logit, numbered as its class
    picture.text(0, first - 28, words.logits)
    picture.lanes = plot({x: [-end, end], width: room, left: 14, right: 68})
    teacher.forEach((value, n) => {
      picture.lanes.lane(`z${n + 1}`, 0, value, first + n * lane, 2, n + 1)
      picture.text(room, first + n * lane + 4, say(value, 1), {"text-anchor": "end"})
    })
    picture.parts.push(...picture.lanes.parts)
    const below = {"text-anchor": "middle", class: "quiet"}
    for (const at of [-end, 0, end]) picture.text(picture.lanes.px(at), LAYOUT.scale, say(at, 0), below)
    const ends = [start.coldest, start.hottest]
    picture.heat = plot({...picture.lanes, x: ends, ratios: true}).lane("T", ends[0], T, LAYOUT.heat, 7, "T")
    picture.parts.push(...picture.heat.parts)
    picture.text(room, LAYOUT.heat + 4, `T = ${say(T, 1)}`, {"text-anchor": "end"})
    for (const at of ends) picture.text(picture.heat.px(at), height - 6, say(at, 0), below)
    return {picture, result: words.result(say(T, 1), ...told)}
  },
  drag: (at, picture, state, held) => ({[held]: picture[held === "T" ? "heat" : "lanes"].xAt(at.x)}),
}

const and = texts => `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`
