"""The site's own settings have mkdocs-jupyter run the cells of a lab."""

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from weave.code import kernel
from weave.code.library import Library

ROOT = Path(__file__).parents[3]
LAB = """\
---
jupyter:
  kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Lab { #lab }

**Does it run?** It does.

```python
print(6 * 7)
```
"""


def test_the_plugin_runs_the_cells(tmp_path, monkeypatch):
    folder = tmp_path / "docs/ko"
    folder.mkdir(parents=True)
    (folder / "lab.md").write_text(LAB, encoding="utf-8")
    (folder / "glossary.md").write_text("# Terms { #glossary }\n", encoding="utf-8")
    library = Library(tmp_path)
    given = {"docs_dir": str(folder), "site_dir": str(tmp_path / "site")}
    config = load_config(str(ROOT / "mkdocs.yml"), **given)
    config.mdx_configs["weave.extension"]["library"] = library
    config = config.plugins.on_config(config)

    page = Page(None, File("lab.md", str(folder), str(tmp_path / "site"), True), config)
    files = Files([page.file])
    config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    # all that follows is the plugin's: nobody else may run a cell
    ran = []
    run = kernel.LAB.get
    monkeypatch.setattr(kernel, "cells", lambda library, page, codes: ran[-1]["cells"])
    page.render(config, files)
    ran.append(kernel.remembered(library, "docs/ko/lab.md", ["print(6 * 7)"]))
    assert run()[0] is library
    assert ran[0]["cells"][0]["outputs"][0]["text"] == "42\n"

    content = config.plugins.on_page_content(page.content, page=page, config=config, files=files)
    assert "print" in content and ">42\n" in content
