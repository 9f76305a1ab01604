"""Markdown in, HTML out, with the extensions of mkdocs.yml."""

import re
from html import unescape

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from weave import extension
from weave.fault import Faults, WeaveError

LEAKS = re.compile("[\ue000-\uf8ff\x02\x03]|\\{=|=\\}|klzzwxh|wzxhzdk")

NUMBER = '<data value="0.80083">0.8008</data>'
VALUE = (
    f'<span class="value c-loss" tabindex="0">{NUMBER}'
    '<span class="origin" data-search-exclude=""><code>loss.total</code> = 0.80083 '
    '<a class="place" href="code/loss.md#total">snippets/loss.py:6</a></span></span>'
)
BARE = f"<span>{NUMBER}</span>"
V = "{= loss.total:.4f =}"

FIGURE = """\
from matplotlib.figure import Figure


def draw(*, labels) -> Figure:
    fig = Figure(figsize=(1, 1))
    ax = fig.subplots()
    ax.plot([0, 1], "o")
    ax.set(xlabel=labels["x"])
    return fig
"""
FENCE = f"""\
```figure picture.draw
x: 확률
title: 제목
alt: 손실 {V}
caption: **손실** {V}, $q = {V}$
```"""


@pytest.fixture(scope="module")
def files():
    return {"snippets/picture.py": FIGURE}


def html(convert, text, **given):
    found = convert(text, **given)[0]
    assert not LEAKS.search(found), found
    return found


@pytest.mark.parametrize(
    "text, expected",
    [
        (f"손실은 {V}은(는)", f"<p>손실은 {VALUE}은</p>"),
        (f"**{V}**", f"<p><strong>{VALUE}</strong></p>"),
        (f"*a {V}*", f"<p><em>a {VALUE}</em></p>"),
        (f"({V})", f"<p>({VALUE})</p>"),
        (f"a\\\\{V}", f"<p>a\\{VALUE}</p>"),
        (f"- {V}", f"<ul>\n<li>{VALUE}</li>\n</ul>"),
        (f"1. a\n2. {V}", f"<ol>\n<li>a</li>\n<li>{VALUE}</li>\n</ol>"),
        (f"> {V}", f"<blockquote>\n<p>{VALUE}</p>\n</blockquote>"),
        (f"<div markdown>\n\n{V}\n\n</div>", f"<div>\n<p>{VALUE}</p>\n</div>"),
        (f"a <b>{V}</b>", f"<p>a <b>{VALUE}</b></p>"),
        (f"{V}\n{{ #x }}", f'<p id="x">{VALUE}</p>'),
        # no place for a hover
        (f"[{V}](b.md)", f'<p><a href="b.md">{BARE}</a></p>'),
        (f"[**{V}**](b.md)", f'<p><a href="b.md"><strong>{BARE}</strong></a></p>'),
        (
            f'!!! note "손실 {V}"\n\n    {V}',
            '<div class="admonition note">\n'
            f'<p class="admonition-title">손실 {BARE}</p>\n<p>{VALUE}</p>\n</div>',
        ),
        (
            f'??? note "손실 {V}"\n\n    {V}',
            f'<details class="note">\n<summary>손실 {BARE}</summary>\n<p>{VALUE}</p>\n</details>',
        ),
        # raw HTML that markdown leaves alone
        (f"<p>손실 {V}</p>", f"<p>손실 {NUMBER}</p>"),
        (
            f"<details><summary>{V}</summary>a</details>",
            f"<details><summary>{NUMBER}</summary>a</details>",
        ),
        # no place for an element
        (f"`{V}`", "<p><code>0.8008</code></p>"),
        (f"![손실 {V}](a.png)", '<p><img alt="손실 0.8008" src="a.png" /></p>'),
        (f"![a [b] {V}](a.png)", '<p><img alt="a [b] 0.8008" src="a.png" /></p>'),
        (f"![{V}][r]\n\n[r]: a.png", '<p><img alt="0.8008" src="a.png" /></p>'),
        (f'[a](b.md "t {V}")', '<p><a href="b.md" title="t 0.8008">a</a></p>'),
        (f'<abbr title="{V}">a</abbr>', '<p><abbr title="0.8008">a</abbr></p>'),
        (f"<!-- {V} -->", "<!-- 0.8008 -->"),
    ],
)
def test_value(convert, text, expected):
    assert html(convert, text) == expected


@pytest.mark.parametrize("text", [f"```text\n{V}\n```", f"    {V}"])
def test_value_in_a_block_of_code(convert, text):
    assert re.search(f"<code>(0.8008|{NUMBER})\n</code>", html(convert, text))


def test_value_in_a_table(convert):
    found = html(convert, f"| a {V} |\n| --- |\n| **{V}** |")
    assert f"<th>a {VALUE}</th>" in found
    assert f"<td><strong>{VALUE}</strong></td>" in found


def test_value_with_words_in_a_table(convert):
    found = html(convert, "| a | b |\n| --- | --- |\n| {= loss.text:s|ab=같음 =} | c |")
    assert '<data value="ab">같음</data>' in found and "<td>c</td>" in found


def test_text_of_a_value_is_no_markup(convert, repository):
    repository.write("snippets/odd.py", 'odd = "*a* <b> & [c](d) `e` \\"f\\" $g$"\n')
    found = html(convert, "{= odd.odd:s =}")
    assert '*a* &lt;b&gt; &amp; [c](d) `e` "f" $g$</data>' in found
    found = html(convert, "<p>{= odd.odd:s =}</p>")
    assert "*a* &lt;b&gt; &amp; [c](d) `e` &quot;f&quot; $g$</data>" in found


def test_heading(convert):
    found, md = convert(f"# 손실 {V} `{V}` $x{V}$ {{ #loss }}")
    assert found == (
        f'<h1 id="loss">손실 {BARE} <code>0.8008</code> '
        '<span class="formula"><math><mi>x</mi><mn>0.8008</mn></math></span>'
        '<a class="headerlink" href="#loss" title="Permanent link">&para;</a></h1>'
    )
    [entry] = md.toc_tokens
    assert entry["id"] == "loss"
    assert entry["name"] == "손실 0.8008 0.8008 x0.8008"
    assert not LEAKS.search(md.toc)


# --- formulas


def test_formula(convert):
    assert html(convert, f"손실은 $q = {V}$5") == (
        '<p>손실은 <span class="formula"><math><mi class="c-q">q</mi><mo>=</mo>'
        "<mn>0.8008</mn></math></span>5</p>"
    )


def test_aligned_formula(convert):
    found = html(
        convert,
        "$$\n\\begin{aligned}\nq &= {= loss.count:,d =} \\\\\n"
        "&= {= loss.share:.0%=} < {= loss.total:.4f =}\n\\end{aligned}\n$$",
    )
    assert found.startswith('<div class="formula" tabindex="0"><math display="block">')
    assert found.count("<mtr>") == 2 and found.count("<mtd") == 4
    # a comma that is no end of a clause
    assert re.search(r"<mn>1</mn><mo[^>]*>,</mo><mn>234</mn>", found)
    assert "<mn>80</mn><mi>%</mi>" in found and "<mn>0.8008</mn>" in found
    assert "&lt;" in found


def test_formula_that_is_none(convert):
    with pytest.raises(WeaveError, match="not valid LaTeX"):
        convert("$\\frac{1$")


@pytest.mark.parametrize("text", [f"\\({V}\\)", f"\\[{V}\\]"])
def test_formula_without_dollars(convert, text):
    with pytest.raises(WeaveError, match="write a formula between dollars"):
        convert(text)


# --- figures


def test_figure(convert):
    found = html(convert, f"a\n\n{FENCE}\n\nb")
    start = '<p>a</p>\n<figure class="woven">\n<div class="picture"><svg '
    assert found.startswith(start)
    assert '<title id="figure-0-title">제목</title>' in found
    assert '<desc id="figure-0-alt">손실 0.8008</desc>' in found
    assert ">확률</text>" in found
    caption = re.search("<figcaption>.*</figcaption>", found)[0]
    assert caption.startswith(f"<figcaption><span><strong>손실</strong> {VALUE}, <span")
    assert '<mi class="c-q">q</mi><mo>=</mo><mn>0.8008</mn>' in caption
    assert caption.endswith(
        '<a class="place" href="code/picture.md#draw">picture.py:4</a></figcaption>'
    )
    assert found.endswith("</figure>\n<p>b</p>")


def test_same_figure_twice(convert):
    found = html(convert, f"{FENCE}\n\n{FENCE}")
    ids = re.findall(r'\bid="([^"]+)"', found)
    assert len(ids) == len(set(ids))
    pointed = re.findall(r'(?:href="#|url\(#)([^")]+)', found)
    assert pointed and set(pointed) <= set(ids)


@pytest.mark.parametrize(
    "first, indent, holder",
    [
        ("!!! note", "    ", '<div class="admonition note">'),
        ("- a", "    ", "<li>"),
        ("1. a", "    ", "<li>"),
        ("> a\n>", "> ", "<blockquote>"),
        ("<div markdown>", "", "<div>"),
    ],
)
def test_figure_inside(convert, first, indent, holder):
    text = f"{first}\n" if first[0] == ">" else f"{first}\n\n"
    text += "\n".join(indent + line for line in FENCE.split("\n"))
    text += "\n\n</div>" if first[0] == "<" else ""
    found = html(convert, text)
    tag = re.match(r"<(\w+)", holder)[1]
    start, end = found.index(holder), found.rindex(f"</{tag}>")
    assert start < found.index("<figure") < found.index("</figure>") < end


def test_figure_in_raw_html(convert):
    with pytest.raises(WeaveError, match="a figure or a listing stands in raw HTML"):
        convert(f"<div>\n{FENCE}\n</div>")


# --- code and output


def test_output(convert):
    found = html(convert, "!!! note\n\n    ```output loss\n    ```")
    assert '<span class="filename">python -m snippets.loss</span>' in found
    assert "<code>total 0.801\n</code>" in found
    assert '<div class="output highlight">' in found


def test_code(convert):
    found = html(convert, '```python\n--8<-- "snippets/loss.py:total"\n```')
    assert re.sub("<[^>]+>", "", found).strip() == "total = 0.80083"


def test_sources(convert):
    found = html(convert, "# a { #a }\n\n```sources\n```")
    assert '<h2 id="snippets"><code>snippets/</code>' in found
    assert (
        '<a href="code/loss.md" id="loss"><code>loss.py</code></a> '
        '<code lang="en">Numbers for the tests.</code>'
    ) in found


NAMED = """\
one = 1; two = 2
a, b = 3, 4
# --8<-- [start:main]
if a:
    c = (
        "<5>"
    )


def main():
    pass
# --8<-- [end:main]

last = 6
"""


def test_sources_of_one_module(convert, repository):
    """The text is the file's, but for marks; each name has an element, and no line has one."""
    repository.write("snippets/named.py", NAMED)
    found = html(convert, "```sources named\n```")
    numbers, code = re.findall(r"<pre[^>]*>(.*?)</pre>", found, re.DOTALL)
    kept = [(n, row) for n, row in enumerate(NAMED.splitlines(), 1) if "8<" not in row]
    assert numbers.split() == [str(n) for n, _ in kept]
    assert unescape(re.sub("<[^>]+>", "", code)) == "\n".join(row for _, row in kept)
    named = {}
    for mark in re.finditer('<span id="([^"]+)">', code):
        rest = re.sub("<[^>]+>", "", code[mark.end() :])
        named[mark[1]] = rest.partition("\n")[0]
    assert named == {
        "one": "one = 1; two = 2",
        "two": "one = 1; two = 2",
        "a": "a, b = 3, 4",
        "b": "a, b = 3, 4",
        "c": "    c = (",
        "main": "def main():",
        "last": "last = 6",
    }
    # each ends with its own lines
    assert "last = 6</span>" in code and "    )</span>" in code and "pass</span></span>" in code


# --- faults


def test_faults_all_at_once(convert):
    with pytest.raises(Faults) as error:
        convert("{= loss.nothing:.4f =}\n\n{= loss.total =}")
    lines = str(error.value).split("\n")
    assert [line.split(" ")[0] for line in lines] == ["page:1:1:", "page:3:1:"]


def test_library_of_its_own(repository):
    weave = extension.makeExtension(library=repository.library)
    markdown.Markdown(extensions=[weave])
    assert weave.library is repository.library


def test_a_changed_snippet_is_seen_by_the_next_page(convert, repository):
    assert "0.8008" in html(convert, V)
    file = repository.root / "snippets/loss.py"
    file.write_text(file.read_text().replace("0.80083", "0.70083"))
    assert "0.7008" in html(convert, V)


def test_what_markdown_itself_loses_is_refused(convert):
    with pytest.raises(WeaveError, match="markdown loses what stands between"):
        convert(f"**{V}****{V}*****{V}**")


# --- nothing leaks, whatever stands around a value


PIECES = [
    V,
    f"${V}$",
    f"`{V}`",
    f"[{V}](a)",
    f"![{V}](a)",
    f"**{V}**",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "    ",
    "# ",
    "| ",
    "\n| --- |\n",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "`",
    "*",
    "$",
    "\\",
    "```\n",
    "!!! note\n",
    "가",
    "[",
    "](a)",
    "{ #a }",
]


@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
def test_nothing_leaks(convert, text):
    try:
        found, md = convert(text)
    except (Faults, WeaveError):
        return  # refused, so never seen
    assert not re.search("[\ue000-\uf8ff]|\\{=|klzzwxh|wzxhzdk", found + md.toc), found


# --- what can be taken along

CHAPTER = "# Loss { #loss }\n\nWhat is it?\n\nMore.\n"


def test_downloads_at_the_end_of_a_chapter(convert, repository):
    repository.write("docs/ko/loss.md", CHAPTER)
    found = html(convert, CHAPTER, language="ko")
    assert re.findall(r'<a download="([^"]+)" href="([^"]+)">([^<]+)</a>', found) == [
        ("loss.ipynb", "downloads/loss.ipynb", "노트북 내려받기"),
        ("loss.py", "downloads/loss.py", "코드 내려받기"),
    ]
    assert found.index("What is it?") < found.index("More.") < found.index("downloads/")
    assert "colab" not in found


def test_one_panel_runs_what_a_chapter_shows(convert, repository):
    """Before the exercises, with the chapter's own program first; marks are no lines."""
    main = "\n\ndef main():\n    pass\n"
    repository.write("snippets/other.py", f"x = 1\n{main}")
    repository.write("snippets/far.py", f"import numpy\n{main}")
    repository.write("snippets/own.py", f"# --8<-- [start:a]\ny = 1\n# --8<-- [end:a]\n{main}")
    listings = "".join(
        f'\n```python title="snippets/{name}.py"\n--8<-- "snippets/{name}.py"\n```\n'
        for name in ["other", "far", "own"]
    )
    text = f"# Own {{ #own }}\n\nWhat?\n{listings}\n## Exercises {{ #exercises }}\n\nDo.\n"
    repository.write("docs/en/own.md", text)
    repository.library.refresh()
    found = html(convert, text)
    assert re.findall(r'<details class="run" data-files="([^"]+)"', found) == [
        "snippets/own.py snippets/other.py"
    ]
    lines = 'own.py, <data value="5">5</data> lines'
    assert f"<summary>Run this chapter<span>{lines}</span></summary>" in found
    assert found.index("highlight") < found.index("<details") < found.index('id="exercises"')
    assert re.findall(r'class="filename">([^<]+)<', found) == ["other.py", "far.py", "own.py"]


def test_a_chapter_that_needs_numpy_says_so(convert, repository):
    repository.write("snippets/far.py", "import numpy\n\n\ndef main():\n    pass\n")
    text = '# Far { #far }\n\nWhat?\n\n```python\n--8<-- "snippets/far.py"\n```\n'
    repository.write("docs/en/far.md", text)
    repository.library.refresh()
    found = html(convert, text)
    assert "<details" not in found
    assert "<span>This chapter's code needs NumPy, so it runs in its notebook.</span>" in found


def test_colab_where_the_repository_is_on_github(convert, repository):
    repository.write("docs/en/loss.md", CHAPTER)
    found = html(convert, CHAPTER, repo_url="https://github.com/a/b")
    place = "https://colab.research.google.com/github/a/b/blob/notebooks/en/loss.ipynb"
    assert f'<a href="{place}">Open in Colab</a>' in found


def test_no_downloads_where_there_is_nothing_to_run(convert, repository):
    for name in ["index", "words"]:  # the home page, and one without a module
        text = f"# A {{ #{name} }}\n\nWhat is it?\n"
        repository.write(f"docs/en/{name}.md", text)
        assert "download" not in html(convert, text)
    assert "download" not in html(convert, CHAPTER)  # there is no such page


def test_code_that_is_typed_runs_nowhere_but_in_a_lab(convert):
    assert "<code>" in html(convert, "# A { #a }\n\n```python\n1 / 0\n```\n")


def test_a_particle_stays_with_its_formula(convert):
    found, _ = convert("여기서 $q$는 예측이고, $p$가 정답입니다. $z$ 는 로짓")
    kept = re.findall(r'<span class="kept">.*?</math></span>(.*?)</span>', found)
    assert kept == ["는", "가"]
    assert "</span> 예측이고" in found and "</span> 는 로짓" in found


@pytest.mark.parametrize(
    "value, shown, plain",
    [
        ("0.7054", ":.4f", False),
        ("0.8", ":.0%", False),
        ("11.9", ":.0f", False),
        ("1.0", ":.1f", False),
        ("float('nan')", "!nan:.4f", False),
        ("1e-7", ":.0e", False),
        ("3", ":d", True),
        ("999999", ":,d", True),
        ("-2.0", ":.0f", True),
        ("'same'", ":s", True),
        ("'inf or less'", ":s", True),
    ],
)
def test_counts_and_words_are_not_marked(convert, repository, value, shown, plain):
    repository.write("snippets/kinds.py", f"it = {value}\n")
    assert ('class="value plain"' in convert(f"{{= kinds.it{shown} =}}")[0]) == plain
