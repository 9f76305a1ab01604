// forms that ask functions of snippets/: each .ask is built by the file of its name in
// ask/, which exports a function of {holder, name, f, start}. without scripts there is none

for (const holder of document.querySelectorAll(".ask")) {
  const name = holder.dataset.ask
  Promise.all([import(`./ask/${name}.js`), import("./python.js")])
    .then(([{default: build}, python]) => {
      const start = JSON.parse(holder.dataset.start)
      build({holder, name, f: holder.formulas(python), start})
      holder.classList.add("ready")
    })
    .catch(error => console.error(`ask/${name}.js`, error))
}
