"""What the files of the site say, read without a browser.

Left to others: typed numbers (the guards, at each build), and what axe sees:
names of pictures, the steps of headings, what labels and aria-… point at.
"""

import re
from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest
from justhtml import JustHTML

from tests.site.pages import PAGES, file_of, label, language_of

HANGUL = re.compile("[ᄀ-ᇿ㄰-㆏가-힣]")
SYNTAX = re.compile(r"\$|\\[a-zA-Z]+|\{=|=\}|--8<--|[\ue000-\uf8ff]|\{ ?[#.]\w")
# the card of a value, the name over a listing
APART = {"origin", "filename"}
CODE = {"pre", "code", "script", "style"}


@pytest.fixture(params=PAGES, ids=label)
def file(request, site):
    return read(site, request.param)


@cache
def read(site, path):
    return Page(site, path)


class Page:
    """A page's tree, with what the tests ask of it."""

    def __init__(self, site, path):
        self.site = site
        self.path = path
        text = (site / file_of(path)).read_text(encoding="utf-8")
        tree = JustHTML(text, sanitize=False, collect_errors=True)
        self.errors, self.root = tree.errors, tree.root
        self.elements = list(walk(self.root))
        self.ids = [e.attrs["id"] for e in self.elements if "id" in e.attrs]

    def named(self, *names):
        return [e for e in self.elements if e.name in names]

    def texts(self, without=frozenset()):
        """(text, element) of all text that is not in one of these elements."""
        return list(texts(self.root, without))


def walk(node):
    for child in getattr(node, "children", None) or []:
        if not child.name.startswith(("#", "!")):
            yield child
        yield from walk(child)


def texts(node, without):
    for child in getattr(node, "children", None) or []:
        if child.name == "#text":
            yield child.data, node
        elif child.name not in without and not APART & set(classes(child)):
            yield from texts(child, without)


def classes(element):
    return ((element.attrs or {}).get("class") or "").split()


def within(element):
    while element is not None and element.name and element.name[0] not in "#!":
        yield element
        element = element.parent


def test_parses_without_an_error(file):
    assert [f"{e.line}:{e.column} {e.code}" for e in file.errors] == []


def test_ids_are_there_once(file):
    assert sorted({i for i in file.ids if file.ids.count(i) > 1}) == []


def test_links_lead_somewhere(file):
    base = PurePosixPath("/") / file_of(file.path)
    for element in file.elements:
        for name in ["href", "src"]:
            link = element.attrs.get(name)
            if link is None or element.name in {"use", "image"}:
                continue
            parts = urlsplit(link)
            assert parts.scheme in {"", "https"}, link
            if parts.scheme or parts.netloc:
                assert element.name == "a", f"{link} would be asked of another site"
                continue
            target = resolved(base, unquote(parts.path))
            assert (file.site / target).is_file(), link
            if parts.fragment:
                folder = target.removesuffix("index.html")
                there = read(file.site, folder)
                assert unquote(parts.fragment) in there.ids, link


def resolved(base, path):
    """The file that a relative or absolute path of a link means."""
    if not path:
        return base.as_posix().lstrip("/")
    at = [] if path.startswith("/") else list(base.parent.parts[1:])
    for part in path.split("/"):
        if part == "..":
            assert at, f"{path} leads out of the site"
            at.pop()
        elif part not in {"", "."}:
            at.append(part)
    whole = "/".join(at)
    folder = path.endswith(("/", ".")) or not whole
    return f"{whole}/index.html".lstrip("/") if folder else whole


def test_says_its_language_and_title(file):
    (html,) = file.named("html")
    assert html.attrs["lang"] == language_of(file.path)
    titles = [e for e in file.named("title") if e.parent.name == "head"]
    assert len(titles) == 1 and titles[0].to_text().strip()
    (description,) = [e for e in file.named("meta") if e.attrs.get("name") == "description"]
    assert description.attrs["content"].strip()


def test_one_heading_is_the_first(file):
    levels = [e.name for e in file.named("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == "h1" and levels.count("h1") == 1


def test_figures_have_names_and_descriptions(file):
    by_id = {e.attrs["id"]: e for e in file.elements if "id" in e.attrs}
    figures = [e for e in file.named("svg") if "figure" in classes(e)]
    for svg in figures:
        assert svg.attrs["role"] == "img"
        named = svg.attrs["aria-labelledby"].split()
        assert len(named) == 2 and all(by_id[i].to_text().strip() for i in named)
    described = [e.attrs["role"] for e in file.named("svg") if "role" in e.attrs]
    assert len(described) == len(figures)


def test_no_handler_stands_in_the_html(file):
    for element in file.elements:
        assert not [name for name in element.attrs if name.startswith("on")]


def test_every_formula_was_drawn(file):
    holders = [e for e in file.elements if {"formula", "arithmatex"} & set(classes(e))]
    assert all([c.name for c in e.children] == ["math"] for e in holders)
    assert len(holders) == len(file.named("math"))
    for text, element in file.texts(CODE):
        assert not SYNTAX.search(text), (text, element.name)


def test_a_number_is_what_its_data_says(file):
    for data in file.named("data"):
        full, shown = data.attrs["value"], data.to_text().replace("−", "-").lstrip("+")
        if not re.search(r"\d", shown):
            # words of the page stand for words of the code
            assert not re.search(r"\d", full), (full, shown)
            continue
        # a text of the code stands as it is, or in the page's own words
        if shown == full or not re.fullmatch(r"[-−+.,\deinfa]+", full):
            continue
        if "/" in shown:
            above, below = map(int, shown.split("/"))
            assert abs(above / below - float(full)) < 1e-12, (full, shown)
            continue
        assert shown == rounded(full, shown), (full, shown)


def rounded(full, shown):
    """The full value in as many digits as are shown."""
    percent = shown.endswith("%")
    digits = len(shown.rstrip("%").partition(".")[2])
    comma = "," if "," in shown else ""
    kind = "%" if percent else "f"
    return format(float(full), f"{comma}.{digits}{kind}")


def test_values_lead_to_the_line_that_gives_them(file):
    prefix = "en/" if language_of(file.path) == "en" else ""
    for value in [e for e in file.elements if "value" in classes(e)]:
        (path,) = [e.to_text() for e in walk(value) if e.name == "code"]
        (link,) = [e for e in walk(value) if e.name == "a"]
        snippet, _, number = link.to_text().rpartition(":")
        module = snippet.removeprefix("snippets/").removesuffix(".py").replace("/", ".")
        if path.startswith(f"{module}."):
            name = re.match(r"\w+", path.removeprefix(f"{module}."))[0]
        else:
            # what one module takes from another is shown where it is made
            taker, name = re.match(r"(\w+)\.(\w+)", path).groups()
            taken = rf"from snippets\.{module} import \(?[\w\s,]*\b{name}\b"
            text = Path(f"snippets/{taker}.py").read_text(encoding="utf-8")
            assert re.search(taken, text), (path, snippet)
        parts = urlsplit(link.attrs["href"])
        there = f"{prefix}code/{module.replace('.', '/')}/"
        base = PurePosixPath("/") / file_of(file.path)
        assert resolved(base, parts.path) == f"{there}index.html"
        line = lines(file.site, there)[int(number)]
        assert re.search(rf"\b{name}\b", line), (path, line)
        if parts.fragment:
            (named,) = [e for e in read(file.site, there).elements
                        if e.attrs.get("id") == parts.fragment]  # fmt: skip
            assert named.to_text(separator="", strip=False).startswith(line), (path, line)


@cache
def lines(site, path):
    """What a page of code shows beside each number."""
    numbers, code = [e.to_text(separator="", strip=False) for e in read(site, path).named("pre")]
    rows = code.split("\n")
    assert len(numbers.split()) == len(rows)
    return dict(zip(map(int, numbers.split()), rows, strict=True))


def test_hangul_is_marked_on_english_pages(file):
    if language_of(file.path) == "ko":
        said = " ".join(text for text, _ in file.texts(CODE))
        assert HANGUL.search(said)
        return
    for text, element in file.texts({"pre"}):
        if HANGUL.search(text):
            langs = [e.attrs["lang"] for e in within(element) if e.attrs.get("lang")]
            assert langs[0] == "ko", text
    for element in file.elements:
        for name in ["title", "alt", "aria-label", "placeholder", "content"]:
            assert not HANGUL.search(element.attrs.get(name) or ""), name
