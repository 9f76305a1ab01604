// runs one program and says what it prints; nothing more is asked of the network, not
// even by a wrong import
importScripts("brython.js", "numbers.js")
{
const $B = __BRYTHON__

// a program says no more than this, and no faster, so that its page is never flooded:
// each print goes out at once, as what waits here would be lost where it never ends
const MOST = {characters: 100_000, lines: 2_500, error: 20_000}
const PAUSE = 0.3 // milliseconds between two prints
let characters = MOST.characters, lines = MOST.lines, last = 0

for (const name of ["log", "info", "warn", "debug", "error"]) console[name] = () => {}
// brython's streams print by console[name], once a print
console.printed = text => {
  if (!text || characters <= 0 || lines <= 0) return
  while (performance.now() - last < PAUSE);
  const shown = text.slice(0, characters).split("\n").slice(0, lines + 1)
  postMessage({text: shown.join("\n")})
  characters -= text.length
  lines -= Math.max(1, shown.length - 1)
  if (characters <= 0 || lines <= 0) postMessage({much: true})
  last = performance.now()
}
self.prompt = () => $B.RAISE($B.builtins.EOFError, "input() has nobody to ask here")

function stream(name) {
  const made = $B.$io.$factory("printed")
  $B.module_setattr($B.imported._sys, name, made)
  return () => $B.$io.tp_funcs.flush(made)
}

// what is written and never flushed goes out too, before it fills the memory
const write = $B.get_from_dict($B.$io, "write"), {method} = write
write.method = Object.assign((self, text) => {
  const done = method(self, text)
  if (self.buf.length > 100 || text.length > 1000) $B.$io.tp_funcs.flush(self)
  return done
}, method)

function trace(raised) {
  const error = $B.exception(raised)
  if ($B.is_exc(error, [$B.builtins.SystemExit])) return ""
  const told = $B.error_trace(error)
    .replace(/"VFS\.([\w.]+)\.py"/g, (_, name) => `"${name.replaceAll(".", "/")}.py"`)
    .replace(/JavascriptError: .*call stack size.*/, "RecursionError: maximum recursion depth exceeded")
    .replace(/JavascriptError: Invalid (string|array) length/, "MemoryError")
    .trim()
  if (told.length <= MOST.error) return told
  return `${told.slice(0, MOST.error / 2)}\n…\n${told.slice(-MOST.error / 2)}`
}

onmessage = ({data: {file, source, modules}}) => {
  $B.use_VFS = true
  $B.update_VFS(JSON.parse(modules))
  // what is not among the modules is nowhere
  $B.finders.path = $B.finders.VFS
  $B.brython({indexeddb: false, static_stdlib_import: false})
  const flush = [stream("stdout"), stream("stderr")]
  $B.file_cache[file] = source
  $B.url2name[file] = "__main__"
  $B.make_import_paths(file)
  const main = $B.imported.__main__ = $B.module.$factory("__main__")
  main.__file__ = file
  let error
  try {
    new Function($B.py2js({src: source, filename: file}, "__main__", "__main__").to_js())()
  } catch (raised) {
    error = trace(raised)
  }
  for (const last of flush) last()
  postMessage({done: true, error})
}
postMessage({ready: true})
}
