"""The pages of the site, by their address below its root."""

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs" / "ko"
LABS = DOCS.parents[1] / "labs" / "ko"
SOURCES = sorted(DOCS.glob("*.md"))
SLUGS = [page.stem for page in SOURCES if page.stem != "index"]
NAMES = ["", *(f"{slug}/" for slug in SLUGS), "404.html"]
PREFIXES = {"ko": "", "en": "en/"}
PAGES = [prefix + name for prefix in PREFIXES.values() for name in NAMES]
# each page in one language, by turns: what is built alike in both and takes
# long to test
BY_TURNS = [PREFIXES["en"] * (n % 2) + name for n, name in enumerate(NAMES)]


def text_of(source):
    """What a page is made of, its lab if it has one too."""
    lab = LABS / f"{source.stem}.py"
    text = source.read_text(encoding="utf-8")
    return text + (lab.read_text(encoding="utf-8") if lab.is_file() else "")


# where numbers of the build stand in sentences
WITH_VALUES = [
    page
    for page in PAGES
    for source in SOURCES
    if page.removeprefix("en/").strip("/") == source.stem.replace("index", "")
    and "{= " in text_of(source)
]


def label(page):
    """A page's name in test ids: ko-index, en-training."""
    language = language_of(page)
    name = page.removeprefix(PREFIXES[language]).strip("/")
    return f"{language}-{name or 'index'}"


def language_of(page):
    return "en" if page.startswith("en/") else "ko"


def file_of(page):
    return page + "index.html" if page.endswith("/") or not page else page


def twin(page):
    """The same page in the other language."""
    return page.removeprefix("en/") if page.startswith("en/") else "en/" + page
