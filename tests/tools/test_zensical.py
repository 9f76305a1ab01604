"""What counts as a difference between the pages of two builders."""

from tools import zensical

PAGE = """\
<head><meta name="description" content="d"></head><nav>{nav}</nav>
<article class="a"><h1 id="b">{words}</h1>
<data value="{value}">0.8</data>{more}</article><footer>{nav}</footer>"""


def pages(tmp_path, **changed):
    """The lines of difference between a page and one with something changed."""
    plain = {"nav": "", "words": "Loss of  one", "value": "0.80083", "more": ""}
    for name, given in [("one", plain), ("other", {**plain, **changed})]:
        (tmp_path / f"{name}.html").write_text(PAGE.format(**given))
    return zensical.difference(tmp_path / "one.html", tmp_path / "other.html")


def test_themes_may_differ(tmp_path):
    assert pages(tmp_path, nav="menu") == []
    assert pages(tmp_path, words="Loss\n of one") == []
    assert pages(tmp_path, more='<a id="__skip" tabindex="-1"></a>') == []


def test_words_values_and_tags_may_not(tmp_path):
    assert pages(tmp_path, words="Loss of two") == ["@@ -3 +3 @@", "-Loss of one", "+Loss of two"]
    assert "+<data value='0.7'>" in pages(tmp_path, value="0.7")
    assert "+<p>" in pages(tmp_path, more="<p></p>")


def test_other_files_are_the_same_to_the_byte(tmp_path):
    for name, content in [("a.py", "1"), ("b.py", "1"), ("c.py", "2")]:
        (tmp_path / name).write_text(content)
    assert zensical.difference(tmp_path / "a.py", tmp_path / "b.py") == []
    assert zensical.difference(tmp_path / "a.py", tmp_path / "c.py")
    assert zensical.difference(tmp_path / "a.py", tmp_path / "none.py") == ["it is missing"]


def test_texts_and_pictures_are_written_as_they_are(tmp_path):
    zensical._write(tmp_path, {"a/b.py": "가\n", "c/d.png": b"\r\n\x00"})
    assert (tmp_path / "a/b.py").read_bytes() == "가\n".encode()
    assert (tmp_path / "c/d.png").read_bytes() == b"\r\n\x00"
