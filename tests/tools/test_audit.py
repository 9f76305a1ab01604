"""What the audit tells does not depend on Lighthouse alone."""

import gzip
import urllib.request

import pytest

from tools import audit
from tools.serving import packed_and_counted


def test_without_npm_it_says_what_it_wants():
    with pytest.raises(SystemExit, match="no npx; install Node"):
        audit.tool({"PATH": ""})


def test_pages_are_found(tmp_path):
    for place in ["", "units", "en", "en/units"]:
        (tmp_path / place).mkdir(exist_ok=True)
        (tmp_path / place / "index.html").touch()
    (tmp_path / "404.html").touch()
    assert audit.pages_of(tmp_path) == ["", "en/", "en/units/", "units/"]


def test_one_comes_from_another_page_of_the_same_language():
    assert audit.before("gradient/") == "units/"
    assert audit.before("units/") != "units/"
    assert audit.before("en/gradient/") == "en/units/"


def test_text_is_counted_as_it_is_sent(tmp_path):
    text = "0123456789" * 1000
    (tmp_path / "index.html").write_text(text)
    (tmp_path / "font.woff2").write_bytes(b"x" * 1000)
    with packed_and_counted(tmp_path) as (address, sent):
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
        assert gzip.decompress(body).decode() == text
        urllib.request.urlopen(f"{address}font.woff2").close()
        assert sent == {"/": len(body), "/font.woff2": 1000}
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}no.html")
    assert len(body) < 200


def report(tbt, lcp, cls, score):
    return {
        "audits": {
            "total-blocking-time": {"numericValue": tbt},
            "largest-contentful-paint": {"numericValue": lcp},
            "cumulative-layout-shift": {"numericValue": cls},
        },
        "categories": {name: {"score": score} for name in audit.SCORES},
    }


def test_a_row_gives_medians():
    reports = [report(100, 1000, 0, 1), report(900, 1500, 0.5, 0.5), report(300, 9000, 0, 0.9)]
    row = audit.row("units/", [120.04, 24], [audit.numbers(one) for one in reports])
    assert row == "| units/ | 120.0 | 24.0 | 300 | 1.50 | 0.000 | 90 | 90 | 90 | 90 |"
    assert row.count("|") == audit.HEAD.count("|")
