// three logits, a target and a learning rate: q - p, and what one step would give
import {along} from "../plot.js"

// a step of a logit and the largest; half a bar, half the dashed one, and from a class to
// its arrow; where the lanes of the logits lie
const LAYOUT = {
  step: 0.1, pace: 0.5, end: 10, margin: 0.6, bar: 0.18, next: 0.26, arrow: 0.33,
  height: 514, floor: 222, first: 326, lane: 36, scale: 430, rate: 480,
}

export default {
  quiet: true,
  words: {
    ko: {
      logit: n => `로짓 z${"₁₂₃"[n]}`, target: "정답 클래스", rate: "학습률", step: "한 걸음 가기",
      result: (target, q, slopes, loss, rate, after) => `정답은 클래스 ${target}입니다. 클래스 1, 2, 3의 확률 q는 ${q.join(", ")}이고, q − p는 ${slopes.join(", ")}입니다. 손실은 ${loss}나트이고, 학습률이 ${rate}일 때 한 걸음 뒤에는 ${after}나트입니다.`,
    },
    en: {
      logit: n => `logit z${"₁₂₃"[n]}`, target: "true class", rate: "learning rate", step: "Take one step",
      result: (target, q, slopes, loss, rate, after) => `Class ${target} is true. The probabilities q of classes 1, 2 and 3 are ${and(q)}, and q − p is ${and(slopes)}. The loss is ${loss} nats; after one step with a learning rate of ${rate} it is ${after} nats.`,
    },
  },
  controls: ({z, target, rate, most}, words) => [
    // free: a step ends wherever the formula says
    ...z.map((value, n) => ({
      id: `z${n + 1}`, label: words.logit(n), min: -LAYOUT.end, max: LAYOUT.end, step: LAYOUT.step,
      value, free: true, say: 4, handle: true,
    })),
    {
      id: "target", label: words.target, value: target,
      options: z.map((_, n) => [n, String(n + 1)]),
    },
    {id: "rate", label: words.rate, min: 0, max: most, step: LAYOUT.pace, value: rate, handle: true},
  ],
  presets: (start, words) => [{
    label: words.step,
    set: (state, {f}) => {
      const [z1, z2, z3] = stepped(state, f)
      return {z1, z2, z3}
    },
  }],
  draw(state, {f, start, words, say, plot, room}) {
    const {target, rate} = state
    const z = logits(state)
    const next = stepped(state, f)
    const q = f.softmax(z)
    const slopes = f.gradient(z, target)
    const [loss, after] = [z, next].map(at => say(f.cross_entropy(at, target)))
    const across = [1 - LAYOUT.margin, 3 + LAYOUT.margin]
    const {height, floor, first, lane, end} = LAYOUT
    const picture = plot({x: across, y: [0, 1], width: room, height, left: 44, bottom: height - floor})
    picture.axes({
      xticks: z.map((_, n) => [n + 1, n === target ? `${n + 1} (${words.true})` : String(n + 1)]),
      yticks: along(0, 1, 2).map(y => [y, String(y)]),
      ylabel: words.y,
    })
    f.softmax(next).forEach((height, n) => {
      picture.bar(n + 1, q[n], LAYOUT.bar, 0)
      // wider than the bar, so that it is seen on any bar
      picture.bar(n + 1, height, LAYOUT.next, 7, {class: "axis dashed"})
      const x = picture.px(n + 1 + LAYOUT.arrow)
      const [from, to] = [picture.py(q[n]), picture.py(n === target ? 1 : 0)]
      const head = Math.sign(to - from) * Math.min(8, Math.abs(to - from))
      const colour = n === target ? "c2" : "c1"
      picture.add("path", {d: `M${x} ${from}V${to}m-5 ${-head}l5 ${head}l5 ${-head}`, class: `line ${colour}`})
      const middle = {x: picture.px(n + 1), "text-anchor": "middle"}
      picture.add("text", {...middle, y: floor + 37, class: "c0"}, say(q[n]))
      picture.add("text", {...middle, y: floor + 56, class: colour}, say(slopes[n]))
    })
    picture.text(36, floor + 37, "q", {"text-anchor": "end", class: "c0"})
    picture.text(36, floor + 56, "q − p", {"text-anchor": "end"})
    picture.text(picture.px(2), floor + 82, `${words.loss}: ${loss} → ${after}`, {"text-anchor": "middle"})
    // a lane a logit, numbered as its class; the outline is where one step leads
    picture.lanes = plot({x: [-end, end], width: room, left: 14, right: 84})
    z.forEach((value, n) => {
      const y = first + n * lane
      picture.lanes.lane(`z${n + 1}`, 0, value, y, 7, n + 1)
      const at = Math.min(Math.max(picture.lanes.px(next[n]), 14), room - 84)
      picture.lanes.add("circle", {cx: at, cy: y, r: 11, class: "was c7", "pointer-events": "none"})
      picture.text(room, y + 4, `z${"₁₂₃"[n]} = ${say(value)}`, {"text-anchor": "end"})
    })
    picture.parts.push(...picture.lanes.parts)
    const below = {"text-anchor": "middle", class: "quiet"}
    for (const at of [-end, 0, end]) picture.text(picture.lanes.px(at), LAYOUT.scale, say(at, 0), below)
    picture.text(0, LAYOUT.rate - 22, words.rate)
    picture.rate = plot({...picture.lanes, x: [0, start.most]}).lane("rate", 0, rate, LAYOUT.rate, 7)
    picture.parts.push(...picture.rate.parts)
    picture.text(room, LAYOUT.rate + 4, say(rate, 1), {"text-anchor": "end"})
    for (const at of [0, start.most]) picture.text(picture.rate.px(at), height - 6, at, below)
    const result = words.result(target + 1, q.map(x => say(x)), slopes.map(x => say(x)), loss, say(rate, 1), after)
    return {picture, result}
  },
  // as from a slider; only a step ends between
  drag: (at, picture, state, held) => ({[held]: Number((held === "rate" ? picture.rate : picture.lanes).xAt(at.x).toFixed(1))}),
}

const logits = ({z1, z2, z3}) => [z1, z2, z3]

const and = texts => `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`

function stepped(state, f) {
  const z = logits(state)
  return f.step_down(z, f.gradient(z, state.target), state.rate)
}
