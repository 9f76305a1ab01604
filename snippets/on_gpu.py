"""What PyTorch said on a GPU: the recording in snippets/data/on_gpu.json.

The site's other recordings are made and checked wherever PyTorch runs. This one
needs an NVIDIA GPU: snippets/gpu/record.py made it, and here it is only read.
"""

import json
import re
import textwrap
from pathlib import Path
from types import SimpleNamespace

from snippets.gpu.record import CASES, HEAD

FILE = Path(__file__).parent / "data" / "on_gpu.json"


def read():
    """The recording; raises ValueError where it is not of today's cases."""
    recording = json.loads(FILE.read_text(encoding="utf-8"))
    for name, (env, code) in CASES.items():
        of = recording["cases"].get(name, {})
        if (of.get("env"), of.get("code")) != (env, HEAD + code):
            raise ValueError(f"{name} has changed since it was recorded")
    return recording


def ended(case):
    """How a case ended: what it printed, its assert, and its error, or ""."""
    tail = case["stderr_tail"]
    errors = [n for n, row in enumerate(tail) if "Error: " in row]
    places = [row.strip() for row in tail if row.startswith("  File ")]
    lines = [int(n) for n in re.findall(r'"<string>", line (\d+)', "\n".join(tail))]
    return SimpleNamespace(
        environment=" ".join(f"{name}={value}" for name, value in case["env"].items()),
        printed="\n".join(case["stdout"]),
        assertion=case["first_assert"].rpartition("] ")[2],
        condition="".join(case["first_assert"].split("`")[1:2]),
        error=tail[errors[0]] if errors else "",
        place=places[-1] if places else "",
        line=lines[0] if lines else 0,  # of the case's own code
    )


RECORDING = read()
torch = RECORDING["torch"].partition("+")[0]
gpu = RECORDING["gpu"]
cases = SimpleNamespace(
    **{name: ended(RECORDING["cases"][name]) for name in CASES}
)
later = cases.labels_from_1
blocking = cases.labels_from_1_blocking
afterwards = cases.after_the_assert
not_ignored = cases.void_label_255
ignored = float(cases.void_label_255_ignored.printed)  # nats
VOID = 255  # the label of pixels that belong to no class


def main():
    print(f"recorded with PyTorch {torch} on one {gpu}")
    for name, case in vars(cases).items():
        print(f"\n{name}")
        for said in [case.printed, case.assertion, case.place, case.error]:
            for row in said.splitlines():
                print(textwrap.fill(row, 70, initial_indent="  ", subsequent_indent="    "))


if __name__ == "__main__":
    main()
