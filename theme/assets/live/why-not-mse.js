// one logit to move: how steep cross entropy, the squared error and the accuracy are
import {along} from "../plot.js"

const [FROM, TO] = [-8, 4]
const NAMES = ["cross_entropy", "squared_error", "wrong"]
const COLOURS = [1, 4, 5] // the loss has its own on every page
// a step of the logit, room below the curves and above, and where their names stand
const LAYOUT = {
  step: 0.1, below: 0.06, above: 0.2, names: [[0.2, -0.75], [-1.75, -0.32], [3.9, 0.04]],
}

export default {
  quiet: true,
  words: {
    ko: {
      z: "로짓 z",
      result: (z, q, [cross, squared], wrong) => `로짓이 ${z}일 때 정답의 확률 q는 ${q}입니다. 교차 엔트로피의 기울기는 ${cross}, 제곱 오차의 기울기는 ${squared}입니다. ${wrong}`,
      flat: slope => `정확도의 기울기는 ${slope}입니다.`,
      jump: "정확도는 여기서 값이 뛰므로 기울기가 없습니다.",
    },
    en: {
      z: "logit z",
      result: (z, q, [cross, squared], wrong) => `At a logit of ${z} the probability q of the true class is ${q}. The slope of cross entropy is ${cross}, that of the squared error ${squared}. ${wrong}`,
      flat: slope => `That of the accuracy is ${slope}.`,
      jump: "The accuracy jumps here and has no slope.",
    },
  },
  controls: ({z}, words) => [{id: "z", label: words.z, min: FROM, max: TO, step: LAYOUT.step, value: z, handle: true}],
  draw({z}, {f, start, words, say, plot, room}) {
    const slopes = f.slopes(z)
    const steepest = Math.floor(Math.min(...f.slopes(FROM)))
    const picture = plot({x: [FROM, TO], y: [steepest - LAYOUT.below, LAYOUT.above], width: room, height: 340, left: 44})
    const [left, right] = [picture.px(FROM), picture.px(start.zone)]
    const [top, floor] = [picture.top, picture.height - picture.bottom]
    picture.still("curves", () => {
      picture.add("rect", {x: left, y: top, width: right - left, height: floor - top, class: "fill c7 faint"})
      picture.axes({
        xticks: along(FROM, TO, 6).map(at => [at, say(at, 0)]),
        yticks: along(steepest, 0, 2).map(at => [at, say(at, at % 1 ? 1 : 0)]),
        xlabel: words.x,
        ylabel: words.y,
      })
      const places = along(FROM, TO, 120)
      const curves = places.map(at => f.slopes(at))
      slopes.forEach((slope, which) => {
        const given = which === 2 ? {class: `line c${COLOURS[2]} dashed`} : {}
        picture.curve(places.map((at, n) => [at, curves[n][which]]), COLOURS[which], given)
      })
      const middle = {"text-anchor": "middle"}
      picture.text((left + right) / 2, picture.py(steepest / 2) + 4, words.sure_and_wrong, middle)
      LAYOUT.names.forEach(([x, y], which) => {
        const given = {"text-anchor": which ? "end" : "start", class: `c${COLOURS[which]}`}
        picture.text(picture.px(x), picture.py(y), words[NAMES[which]], given)
      })
    })
    picture.add("line", {x1: picture.px(z), x2: picture.px(z), y1: top, y2: floor, class: "axis"})
    for (const which of [0, 1]) picture.dot(z, slopes[which], COLOURS[which])
    // what is read off, on the side that has room
    const side = z > (FROM + TO) / 2 ? [-12, "end"] : [12, "start"]
    const read = [say(slopes[0]), say(slopes[1], 5)]
    const dots = slopes.map(slope => picture.py(slope))
    // one above the other below both dots, where those are near each other
    const near = dots[0] - dots[1] < 16 ? [dots[0] + 36, dots[0] + 19] : [dots[0] - 10, dots[1] - 9]
    read.forEach((text, n) => picture.text(picture.px(z) + side[0], near[n], text, {"text-anchor": side[1], class: `c${COLOURS[n]} bold haloed`}))
    picture.handle("z", picture.px(z), top, 7)
    // wide enough for a finger
    picture.add("rect", {x: picture.px(z) - 22, y: top, width: 44, height: floor - top, class: "grip", "data-drag": "z"})
    const told = [say(slopes[0]), say(slopes[1], 5)]
    const wrong = z === 0 ? words.jump : words.flat(say(slopes[2], 0))
    return {picture, result: words.result(say(z, 1), say(f.sigmoid(z)), told, wrong)}
  },
  drag: (at, picture) => ({z: picture.xAt(at.x)}),
}
