// what all scripts of the site share

export const language = document.documentElement.lang === "ko" ? "ko" : "en"
export const SITE = new URL(language === "ko" ? ".." : "../..", import.meta.url)

export function element(tag, given = {}, ...inside) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}
