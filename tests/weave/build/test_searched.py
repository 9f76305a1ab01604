"""What the search looks through, from any HTML."""

import json

import pytest

from weave.build import searched
from weave.fault import Faults

PAGE = """<html><body><nav>menu</nav><article class="md-content__inner md-typeset">
<h1 id="loss">A loss<a class="headerlink">¶</a></h1>
<p>Its <code>mean</code> is <data class="value" value="1.5">1.5</data>.</p>
<h2 id="code">Code &amp; formula</h2>
<pre><code>def f(): pass</code></pre><p>after<br>it</p>
<math><mrow><msqrt><mi>q</mi></msqrt><msup><mi>e</mi><mi>z</mi></msup>
<mfrac><mn>1</mn><mi>n</mi></mfrac></mrow></math>
<p data-search-exclude>hidden <b>too</b></p><svg><text>9</text></svg>
</article><footer>end</footer></body></html>"""


def written(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_section_is_an_entry_and_code_stands_apart(tmp_path):
    path = written(tmp_path, "loss/index.html", PAGE)
    one, two = searched.read(path, tmp_path)
    assert one == {
        "id": "loss/",
        "page": "A loss",
        "title": "A loss",
        "body": "Its mean is 1.5.",
        "code": "",
    }
    assert two["id"] == "loss/#code"
    assert two["title"] == "Code & formula"
    assert two["body"] == "after it √qe^z 1/n"
    assert two["code"] == "def f(): pass"


def test_a_page_that_is_not_searched(tmp_path):
    mark = '<meta name="search-exclude" content="">'
    path = written(tmp_path, "code/index.html", PAGE.replace("<html>", f"<html>{mark}"))
    assert list(searched.read(path, tmp_path)) == []


def test_what_lies_beside_the_pages(tmp_path):
    root, folder = tmp_path / "root", tmp_path / "site"
    written(root, "theme/names.txt", "# why\n크로스 엔트로피, cross entropy, CE\n에포크, 에폭\n")
    for language, name in {"ko": "로짓", "en": "logits"}.items():
        text = f"### {name} {{ #logits }}\n\nA score.\n\nx · [A](a.md)\n"
        written(root, f"docs/{language}/glossary.md", text)
    for inside in ["loss", "en/other"]:
        written(folder, f"{inside}/index.html", PAGE)
    written(folder, "404.html", PAGE)
    searched.publish(root, "ko", folder)
    found = json.loads((folder / "search/sections.json").read_text(encoding="utf-8"))
    assert [section["id"] for section in found["sections"]] == ["loss/", "loss/#code"]
    assert sorted(map(sorted, found["names"])) == [
        ["CE", "cross entropy", "크로스 엔트로피"],
        ["logits", "로짓"],
        ["에포크", "에폭"],
    ]
    english = searched.names(root, "en")
    assert english == [["cross entropy", "CE"]]


def test_only_korean_names_are_no_names_on_english_pages(tmp_path):
    written(tmp_path, "theme/names.txt", "쿨백 라이블러, Kullback–Leibler, KL\n")
    assert searched.names(tmp_path, "en") == [["Kullback–Leibler", "KL"]]


def test_names_in_another_encoding_are_told_with_their_line(tmp_path):
    path = written(tmp_path, "theme/names.txt", "")
    path.write_bytes("a, b\n에폭, epoch\n".encode("cp949"))
    with pytest.raises(Faults) as raised:
        searched.names(tmp_path, "ko")
    assert str(raised.value).startswith("theme/names.txt:2:1: is not UTF-8 (looks like CP949?)")


def test_of_code_the_names_are_searched(tmp_path):
    written(tmp_path, "snippets/deep/one.py", "x = 1\n\n\ndef twice():\n    y = 2\n")
    searched.publish(tmp_path, "ko", tmp_path / "site")
    found = json.loads((tmp_path / "site/search/sections.json").read_text(encoding="utf-8"))
    assert found["sections"] == [
        {"id": "code/deep/one/", "page": "one.py", "title": "one.py", "body": "", "code": "twice x"}
    ]
