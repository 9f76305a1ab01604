"""A repository that builds in a second: a page of values, a notebook, two languages."""

import hashlib
from pathlib import Path

import pytest

HOOK = Path(__file__).parents[3] / "weave" / "build" / "mkdocs.py"
CONFIG = f"""\
site_name: Small
site_url: !ENV SITE_URL
site_dir: site
docs_dir: docs/ko
strict: true
nav: [index.md, loss.md, code.md]
theme: {{name: null, custom_dir: theme, static_templates: [404.html]}}
plugins: []
markdown_extensions:
  attr_list: {{}}
  pymdownx.snippets: {{check_paths: true}}
  pymdownx.superfences: {{}}
  weave.extension: {{language: ko}}
validation: {{unrecognized_links: warn}}
hooks: [{HOOK}]
watch: [docs/en, snippets]
"""
ENGLISH = """\
INHERIT: mkdocs.yml
docs_dir: docs/en
site_dir: site/en
markdown_extensions:
  weave.extension: {language: en}
"""
LOSS = """\
# Loss { #loss }

{= loss.total:.4f =}, and [home](index.md)

Words.

```python title="snippets/loss.py"
--8<-- "snippets/loss.py:total"
```

## In short { #in-short }

- a
- b
- c
"""
CODE = """\
---
question: where?
---

# Code { #code }

```sources
```
"""


@pytest.fixture
def small(fresh):
    """The repository of all tests of weave, with what a builder needs."""
    fresh.write("mkdocs.yml", CONFIG)
    fresh.write("mkdocs.en.yml", ENGLISH)
    # as little as a theme can be
    fresh.write("theme/main.html", "{{ page.canonical_url }}\n{{ page.content }}")
    fresh.write("theme/404.html", "{{ base_url }}")
    for language in ["ko", "en"]:
        fresh.write(
            f"docs/{language}/loss.md", f"---\nquestion: why?\ndescription: a\n---\n\n{LOSS}"
        )
        fresh.write(f"docs/{language}/index.md", "# Home { #home }\n\n[Loss](loss.md)\n")
        fresh.write(f"docs/{language}/code.md", CODE)
    return fresh


def digest(folder):
    """Every file of a folder with a hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }
