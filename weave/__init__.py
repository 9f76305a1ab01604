"""Weaves numbers, code, output and figures of snippets/ into pages.

How a page becomes HTML, file by file:

    page.py        reads the Markdown source: which characters are what
    fences/        one file a fence: all that the site knows of it
    expand.py      puts values in their places and has each fence become what it is
    code/          asks snippets/ for values, output and figures, and remembers them
    extension.py   hands all of that to Python-Markdown

What stands beside that way:

    text/          words: particles, formulas, glossary, chapters, what no page writes
    guards/        one promise a file: what would make a page untrue stops the build
    build/         both languages, all or nothing; notebooks, the search, what runs listings
    fault.py       what is wrong, where, and how to mend it
    __main__.py    python -m weave check | build | serve
"""
