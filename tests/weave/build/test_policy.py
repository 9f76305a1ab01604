"""Each page names what it may load; a script in it runs by its hash alone."""

import re

from weave.build import policy

# worked out with: printf %s 'alert(1)' | openssl dgst -sha256 -binary | base64
ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">\n{}</head><body>{}</body></html>'


def said(html):
    """{directive: what it allows} of a page."""
    [content] = re.findall('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return {name: given for name, *given in (one.split() for one in content.split("; "))}


def scripts(*inside):
    return said(policy.strict(PAGE.format("", "".join(inside))))["script-src"]


def test_a_script_is_allowed_by_its_hash():
    assert scripts("<p>a</p>") == ["'self'"]
    assert scripts("<script>alert(1)</script>") == ["'self'", ALERT]
    assert scripts('<script type="module">alert(1)</script>') == ["'self'", ALERT]
    assert scripts("<script>alert(1)</script>", "<script>alert(1)</script>") == ["'self'", ALERT]
    assert len(scripts("<script>alert(1)</script>", "<script>alert(2)</script>")) == 3


def test_what_runs_no_code_has_no_hash():
    assert scripts('<script src="a.js"></script>') == ["'self'"]
    assert scripts('<script type="application/json">{"a": 1}</script>') == ["'self'"]


def test_nothing_is_loaded_before_the_policy():
    html = policy.strict(PAGE.format('<link rel="stylesheet" href="a.css">', ""))
    assert re.search('<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"', html)
    assert html.replace(re.search("<meta http-equiv[^>]*>", html)[0], "") == PAGE.format(
        '<link rel="stylesheet" href="a.css">', ""
    )


def test_the_policy_allows_nothing_unsafe():
    given = said(policy.strict(PAGE.format("", "")))
    assert given["default-src"] == ["'none'"]
    assert {source for sources in given.values() for source in sources} == {
        "'none'",
        "'self'",
        "data:",
    }
    assert [name for name, sources in given.items() if "data:" in sources] == ["img-src"]


def test_every_page_of_a_folder(tmp_path):
    for name in ["index.html", "404.html", "en/a/index.html"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE.format("", "가"), encoding="utf-8")
    policy.publish(tmp_path)
    for path in tmp_path.rglob("*.html"):
        assert said(path.read_text(encoding="utf-8"))
