"""A lab: a page whose front matter names a kernel, which runs its `python` fences."""

FENCE = "``````"  # longer than any fence of a text


def number(page, offset):
    """Which cell, from 0, is the last that ends at an offset or before it."""
    return sum(fence.name == "cell" and fence.end <= offset for fence in page.fences) - 1


def cells(page):
    """The code of every cell, in order."""
    return [fence.body.rstrip("\n") for fence in page.fences if fence.name == "cell"]


def code(page):
    """The code of all cells, every line where it stands in the page."""
    rows = [""] * (page.text.count("\n") + 1)
    for fence in page.fences:
        if fence.name == "cell":
            at = page.place(fence.body_start)[0] - 1
            body = fence.body.split("\n")
            rows[at : at + len(body)] = body
    return "\n".join(rows)
