"""An exercise that checks what is typed also has a hint and an answer in words."""

from collections.abc import Iterator

from weave.fault import Fault
from weave.fences.answer import Answer
from weave.guards import Site, at
from weave.text.boxes import BOX, end, exercises


def faults(site: Site) -> Iterator[Fault]:
    for page in site.pages:
        answers = [fence.start for fence in page.fences if isinstance(fence, Answer)]
        for start in exercises(page):
            last = end(page.text, start)
            boxes = {box["kind"] for box in BOX.finditer(page.text, start, last)}
            asks = any(start < answer < last for answer in answers)
            for kind in ["hint", "success"] if asks else []:
                if kind not in boxes:
                    yield at(
                        page,
                        start,
                        (
                            f"this exercise has no ??? {kind}; write below its answer fence, "
                            f'four spaces in: ??? {kind} "…"'
                        ),
                    )
