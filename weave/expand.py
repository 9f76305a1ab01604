"""Replaces weave's syntax in the source of a page.

Values become tokens that the Markdown extension turns into elements, or plain
text where no element can stand (maths, code, attributes). `figure` fences
become tokens on a line of their own, a `sources` fence one for each module;
`output` fences become plain fences with what running the code printed.
"""

import html
import re
from dataclasses import dataclass, field

from weave import answers, kernel, lab, particles, source, sources
from weave.fault import WeaveError
from weave.page import edited

# private-use characters: markdown leaves them alone and nobody types them
OPEN, CLOSE = "\ue000", "\ue001"


@dataclass
class Figure:
    """A figure fence: which function draws it, with which words."""

    draw: str
    args: dict
    labels: dict = field(default_factory=dict)
    title: str = ""
    alt: str = ""
    caption: str = ""
    svg: str = ""
    place: tuple = None  # a lab's stands right below its code
    live: str = ""  # what theme/assets/live/ calls the figure that answers
    start: dict = field(default_factory=dict)
    formulas: str = ""


@dataclass
class Downloads:
    """A `notebook` fence: the page's notebook and code, to take along."""

    slug: str


@dataclass
class Woven:
    """A page with its syntax replaced.

    answers: what the inline tokens stand for, (Answer, path)
    blocks: what the block tokens stand for: a Figure, a Question, Downloads, a module's name
    edits: (start, end, new text), each a stretch of the source replaced
    faults: (offset in the source, WeaveError) for all that could not be woven
    """

    text: str = ""
    answers: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    edits: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def fault(self, offset, error):
        """error: a WeaveError, or what it says."""
        known = isinstance(error, WeaveError)
        self.faults.append((offset, error if known else WeaveError(error)))

    def block(self, fence, content):
        self.blocks.append(content)
        token = f"{OPEN}block{len(self.blocks) - 1}{CLOSE}"
        return fence.start, fence.end, f"\n{fence.indent}{token}\n"


def expand(page, library):
    """Weave a page; gives a Woven."""
    # the guards, the notebooks and a twin in the other language ask again
    if page.text not in library.woven:
        library.woven[page.text] = _expand(page, library)
    return library.woven[page.text]


def _expand(page, library):
    woven = Woven()
    edits = woven.edits
    waiting = set()  # particles after a value that has a fault already
    for value in page.values:
        made = _value(page, value, library, woven)
        edits += made
        choice = particles.CHOICE.match(page.text, value.end)
        if choice and not made:
            waiting.add(choice.start("either"))
    for fence in page.fences:
        try:
            edits += _fence(page, fence, edits, library, woven)
        except WeaveError as error:
            woven.fault(fence.start + len(fence.indent), error)
    for match in particles.STRAY.finditer(page.text):
        chosen = any(start == match.start() for start, _, _ in edits)
        if not chosen and match.start() not in waiting and _read_aloud(page, match.start()):
            woven.fault(
                match.start(),
                f"'{match[0]}' follows no computed value, so nothing can choose; "
                "write the particle that agrees",
            )
    woven.text = edited(page.text, 0, len(page.text), edits)
    return woven


def _read_aloud(page, offset):
    """Whether words stand there: prose, an attribute, a text of a figure."""
    kind = page.kind_at(offset)
    if kind == "fence":
        return page.fence_at(offset).name == "figure"
    return kind not in {"comment", "code", "math", "display"}


def _value(page, value, library, woven):
    """The edits for one value: itself, and the particle after it."""
    if value.kind == "front":
        woven.fault(value.start, "front matter cannot hold a value; say it in words")
        return []
    try:
        answer = answer_to(value, library)
    except WeaveError as error:
        woven.fault(value.start, error)
        return []
    if value.kind == "prose":
        woven.answers.append((answer, value.path))
        written = f"{OPEN}{len(woven.answers) - 1}{CLOSE}"
    elif value.kind in {"tag", "image"}:
        written = html.escape(answer.text)
    elif value.kind == "code" and "`" in answer.text:
        woven.fault(
            value.start,
            f"'{value.path}' has a backtick, which would end the code around it; "
            "show the value outside the code",
        )
        return []
    elif value.kind in {"math", "display"}:
        written = answer.text.replace("%", r"\%").replace(",", "{,}")
    else:
        written = answer.text
    return [(value.start, value.end, written), *_particle(page, value, answer, woven)]


def answer_to(value, library):
    """The library's answer, in the page's own word where it gives words."""
    if value.path is None:
        raise WeaveError(
            "this value cannot be read; write {= module.path:format =}, "
            "such as {= worked_example.before.total:.4f =}"
        )
    answer = library.value(value.path, value.format, value.allow)
    if not value.words:
        return answer
    words = dict(value.words)
    if answer.text not in words:
        raise WeaveError(
            f"'{value.path}' is '{answer.text}', and the page has no word for "
            f"that; it has: {', '.join(words)}"
        )
    return type(answer)(words[answer.text], answer.full, answer.file, answer.line)


def _particle(page, value, answer, woven):
    """The edit that puts the agreeing particle after a value, or a fault."""
    end = particles.ending(answer.text)
    if particles.PERCENT.match(page.text, value.end):
        end = particles.VOWEL  # 퍼센트
    if choice := particles.CHOICE.match(page.text, value.end):
        pair = particles.PAIRS[particles.EITHER[choice["either"]]]
        if end:
            return [(*choice.span("either"), particles.choose(pair, end))]
        at = choice.start("either")
        woven.fault(
            at,
            f"'{answer.text}' has no one reading, so nothing can choose from "
            f"'{choice['either']}'; put a word after the value",
        )
        return [(*choice.span("either"), pair[0])]
    if literal := particles.LITERAL.match(page.text, value.end):
        at, particle = literal.start("particle"), literal["particle"]
        if not end:
            woven.fault(
                at,
                f"'{answer.text}' has no one reading, so '{particle}' cannot "
                "agree with it; put a word after the value",
            )
        elif particles.agreeing(particle, end) != particle:
            right = particles.agreeing(particle, end)
            woven.fault(
                at,
                f"'{particle}' does not agree with '{answer.text}' as it is read "
                f"aloud; write '{right}', or '{particles.either(right)}' to have "
                "it chosen",
            )
    return []


def _fence(page, fence, edits, library, woven):
    """The edits that a fence of weave's own asks for."""
    if fence.name == "figure":
        return [woven.block(fence, _figure(page, fence, edits, library))]
    if fence.name == "notebook":
        slug = fence.named("notebook worked-example")
        return [woven.block(fence, Downloads(slug))]
    if fence.name == "cell":
        return [_cell(page, fence, library, woven)]
    if fence.name == "answer":
        return [woven.block(fence, answers.question(page, fence, edits, library))]
    if fence.name == "sources":
        text = []
        for module in sources.modules(library.root):
            name = sources.file_of(library.root, module)
            _, _, token = woven.block(fence, module)
            text.append(f"## `{name}` {{ #{source.anchor(name)} }}\n{token}")
        return [(fence.start, fence.end, "\n".join(text))]
    if fence.name == "output":
        path = fence.named("output worked_example")
        lines = _output(library.output(path), f' title="{ran(path, library)}"')
        body = "\n".join(fence.indent + line for line in lines)
        return [(fence.start, fence.end, body)]
    return []


def _output(printed, title=""):
    """The lines of a fence for what some code printed."""
    # a fence longer than any that the output itself has
    longest = max(map(len, re.findall("`+", printed)), default=0)
    marks = "`" * max(4, longest + 1)
    return [f"{marks}{{.text .output{title}}}", *printed.rstrip("\n").split("\n"), marks]


def _cell(page, fence, library, woven):
    """The edit for a cell of a lab; what it printed stands below it in a build."""
    n = lab.number(page, fence.end)
    try:
        library.cells(lab.cells(page), page.name)
    except kernel.CellError as error:
        if error.cell == n:
            lines = fence.body.splitlines(keepends=True)[: error.line - 1]
            woven.fault(fence.body_start + len("".join(lines)), error)
        return (fence.start, fence.end, "")
    return (fence.start, fence.end, f"{lab.FENCE}python\n{fence.body}{lab.FENCE}")


def _drawn(page, fence, library):
    """The figure that the cell above a `figure cell` fence draws."""
    n = lab.number(page, fence.start)
    try:
        svg = n >= 0 and library.cells(lab.cells(page))[n]["svg"]
    except kernel.CellError:
        return ""  # the cell itself has that fault
    if not svg:
        raise WeaveError("no cell right above this fence draws a figure")
    return svg


def ran(path, library):
    """How a reader gets the same output."""
    module, rest = library.split(path)
    if module.startswith("pytorch."):
        version = library.recording(module)["torch"]
        return f"python -m snippets.{module} (PyTorch {version})"
    return f"python -m snippets.{module}" if rest in {"", "main"} else f"{path}()"


def _figure(page, fence, edits, library):
    """A figure fence, read and drawn."""
    path, *pairs = fence.named("figure figures.worked_example.draw").split()
    args = {}
    for pair in pairs:
        name, is_pair, text = pair.partition("=")
        if not is_pair:
            raise WeaveError(f"'{pair}' is no argument; write name=value")
        args[name] = int(text) if re.fullmatch(r"-?\d+", text) else text
    texts = {}
    read = 0
    for match in [*fence.texts, None]:
        between = fence.body[read : match.start() if match else None].strip("> \t\n")
        if between:
            raise WeaveError(f"'{between}' is no line of a figure; write key: words")
        if match is None:
            break
        read = match.end()
        start = fence.body_start + match.start("text")
        end = fence.body_start + match.end("text")
        text = edited(page.text, start, end, edits).replace("\n" + fence.indent, "\n")
        texts[match["key"]] = " ".join(text.split())
    live, start, formulas = _live(texts.pop("live", ""), library)
    figure = Figure(
        path,
        args,
        live=live,
        start=start,
        formulas=formulas,
        title=_read_out(texts.pop("title", "")),
        alt=_read_out(texts.pop("alt", "")),
        caption=texts.pop("caption", ""),
        labels=texts,
    )
    for name in ["title", "alt"]:
        words = getattr(figure, name)
        if not words:
            raise WeaveError(
                f"this figure has no '{name}:' for those who cannot see it"
            )
        if "$" in words:
            raise WeaveError(f"no formula can be read aloud in '{name}:'; say it in words")
    if path == "cell":
        if texts:
            raise WeaveError(
                f"the words of this figure stand in its cell; remove '{next(iter(texts))}:'"
            )
        figure.svg = _drawn(page, fence, library)
        return figure
    figure.svg = library.figure(path, args, texts)
    figure.place = library.place(path)
    return figure


def _read_out(text):
    """Text for those who hear it: numbers in formulas without their dollars."""
    number = r"\$([+-]?\d(?:[\d.]|\{,\})*)\$"
    plain = lambda match: match[1].replace("-", "−").replace("{,}", ",")
    return re.sub(number, plain, text)


def _live(text, library):
    """What a figure that answers starts from: its name, numbers and formulas."""
    if not text:
        return "", {}, ""
    name, *pairs = text.split()
    start, functions = {}, {}
    for pair in pairs:
        key, is_pair, path = pair.partition("=")
        if not is_pair or not key.isidentifier():
            raise WeaveError(f"'{pair}' gives a live figure nothing; write z=softmax.logits")
        found = library.data(path)
        if found is None:
            functions[key] = path
        else:
            start[key] = found["data"]
    return name, start, library.javascript(functions) if functions else ""
