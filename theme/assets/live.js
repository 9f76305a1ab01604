// figures that answer: figure.js upgrades each figure.live in place, and says what one
// is made of. a page without such a figure loads none of it; without scripts, or where
// one fails, its still picture stays and the others answer

for (const figure of document.querySelectorAll("figure.live")) {
  const {live: name, formulas} = figure.dataset
  const needed = ["figure.js", "plot.js", `live/${name}.js`, ...formulas ? [`formulas/${formulas}`] : []]
  Promise.all(needed.map(file => import(`./${file}`)))
    .then(([{Live}, {Plot}, {default: given}, told]) => new Live(figure, name, given, Plot, told?.default))
    .catch(error => console.error(`live/${name}.js`, error))
}
