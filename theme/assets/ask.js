// forms that ask functions of snippets/: each .ask is built by the file of its name in
// ask/, which exports a function of {holder, name, f, start}. without scripts there is none

for (const holder of document.querySelectorAll(".ask")) {
  const {ask: name, formulas} = holder.dataset
  Promise.all([`ask/${name}.js`, `formulas/${formulas}`, "python.js"].map(file => import(`./${file}`)))
    .then(([{default: build}, {default: told}, python]) => {
      const start = JSON.parse(holder.dataset.start)
      build({holder, name, f: told(python), start})
      holder.classList.add("ready")
    })
    .catch(error => console.error(`ask/${name}.js`, error))
}
