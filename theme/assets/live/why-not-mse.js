// one logit to move: how steep cross entropy, the squared error and the accuracy are
export default {
  words: {
    ko: {
      z: "로짓 z", x: "로짓 z (정답은 클래스 1)", y: "손실의 기울기", zone: "확신하고 틀림",
      names: ["교차 엔트로피", "제곱 오차", "정확도"],
      result: (z, q, [cross, squared, wrong]) => `로짓이 ${z}일 때 정답의 확률 q는 ${q}입니다. 교차 엔트로피의 기울기는 ${cross}, 제곱 오차의 기울기는 ${squared}, 정확도의 기울기는 ${wrong}입니다.`,
    },
    en: {
      z: "logit z", x: "logit z (class 1 is true)", y: "slope of the loss", zone: "sure and wrong",
      names: ["cross entropy", "squared error", "accuracy"],
      result: (z, q, [cross, squared, wrong]) => `At a logit of ${z} the probability q of the true class is ${q}. The slope of cross entropy is ${cross}, that of the squared error ${squared}, that of the accuracy ${wrong}.`,
    },
  },
  controls: ({z}, words) => [{id: "z", label: words.z, min: FROM, max: TO, step: 0.1, value: z}],
  draw({z}, {f, words, say, plot}) {
    const slopes = f.slopes(z)
    const picture = plot({x: [FROM, TO], y: [-1.06, 0.14], height: 290})
    const [left, right] = [picture.px(FROM), picture.px(-4)]
    const [top, floor] = [picture.top, picture.height - picture.bottom]
    picture.still("curves", () => {
      picture.add("rect", {x: left, y: top, width: right - left, height: floor - top, class: "fill c3 faint"})
      picture.axes({
        xticks: [-8, -6, -4, -2, 0, 2, 4].map(at => [at, say(at, 0)]),
        yticks: [[-1, say(-1, 0)], [-0.5, say(-0.5, 1)], [0, "0"]],
        xlabel: words.x,
        ylabel: words.y,
      })
      const places = [...Array(121).keys()].map(n => FROM + (n * (TO - FROM)) / 120)
      const curves = places.map(at => f.slopes(at))
      slopes.forEach((slope, which) => {
        const given = which === 2 ? {class: "line c2 dashed"} : {}
        picture.curve(places.map((at, n) => [at, curves[n][which]]), which, given)
      })
      picture.text(picture.px(-6), picture.py(-0.5) + 4, words.zone, {"text-anchor": "middle", class: "c3"})
      picture.text(picture.px(0.2), picture.py(-0.75), words.names[0], {class: "c0"})
      picture.text(picture.px(-1.75), picture.py(-0.3) + 4, words.names[1], {"text-anchor": "end", class: "c1"})
      picture.text(picture.px(3.9), picture.py(0.04), words.names[2], {"text-anchor": "end", class: "c2"})
    })
    picture.add("line", {x1: picture.px(z), x2: picture.px(z), y1: top, y2: floor, class: "axis"})
    for (const which of [0, 1]) picture.dot(z, slopes[which], which)
    // wide enough for a finger
    picture.add("rect", {x: picture.px(z) - 20, y: top, width: 40, height: floor - top, class: "grip", "data-drag": "z"})
    const told = [say(slopes[0]), say(slopes[1], 5), say(slopes[2], 0)]
    return {picture, result: words.result(say(z, 1), say(f.sigmoid(z)), told)}
  },
  drag: (at, picture) => ({z: picture.xAt(at.x)}),
}

const [FROM, TO] = [-8, 4]
