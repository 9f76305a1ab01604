// figures that answer: figure.js upgrades each figure.live in place, and says what one
// is made of. a page without such a figure loads none of it; without scripts, or where
// one fails, its still picture stays and the others answer

for (const figure of document.querySelectorAll("figure.live")) {
  const name = figure.dataset.live
  Promise.all([import("./figure.js"), import("./plot.js"), import(`./live/${name}.js`)])
    .then(([{Live}, {Plot}, {default: given}]) => new Live(figure, name, given, Plot))
    .catch(error => console.error(`live/${name}.js`, error))
}
