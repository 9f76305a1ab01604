"""Records what PyTorch's cross entropy gives on a grid of cases.

    python tests/recorded/record_cross_entropy_grid.py          # write
    python tests/recorded/record_cross_entropy_grid.py --check  # compare

needs torch 2.13.0; the tests read only the json it writes.
"""

import itertools
import json
import math
import random
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

FILE = Path(__file__).with_name("cross_entropy_grid.json")
SHAPES = {
    "C": (4,),
    "NC": (5, 3),
    "NCd1": (2, 3, 3),
    "NCd1d2": (2, 4, 2, 2),
    "NCd1d2d3": (2, 3, 1, 2, 2),
}
FIELDS = [
    "inputs",
    "target",
    "weighted",
    "ignore_index",
    "label_smoothing",
    "reduction",
    "dtype",
    "loss",
]
SMOOTHINGS = [0.0, 0.1, 1.0]
REDUCTIONS = ["none", "sum", "mean"]
DTYPES = ["float32", "float64"]


def probabilities(rng, classes):
    """Hundredths that sum to 1; a zero among them is welcome."""
    cuts = sorted(rng.randint(0, 100) for _ in range(classes - 1))
    return [(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 100])]


def make_inputs(name, shape):
    """One set of logits, weights and targets, as nested lists."""
    # the shape's name seeds it, so that a new shape moves no other
    rng = random.Random(name)
    axis = min(1, len(shape) - 1)
    classes = shape[axis]
    sites = shape[:axis] + shape[axis + 1 :]
    count = math.prod(sites)
    logits = [round(rng.uniform(-6, 6), 2) for _ in range(math.prod(shape))]
    labels = [rng.randrange(classes) for _ in range(count)]
    rows = [probabilities(rng, classes) for _ in range(count)]
    targets = {
        "labels": torch.tensor(labels).reshape(sites),
        "all -100": torch.full(sites, -100),
        "probabilities": torch.tensor(rows, dtype=torch.float64)
        .reshape(*sites, classes)
        .movedim(-1, axis),
    }
    if count > 1:
        # every third target is ignored
        for ignored in (-100, -3):
            some = [ignored if i % 3 == 1 else y for i, y in enumerate(labels)]
            targets[f"some {ignored}"] = torch.tensor(some).reshape(sites)
    return {
        "logits": torch.tensor(logits, dtype=torch.float64).reshape(shape).tolist(),
        "weight": [round(rng.uniform(0.2, 3), 2) for _ in range(classes)],
        "targets": {key: value.tolist() for key, value in targets.items()},
    }


# far-apart logits, and classes that are impossible
EXTREME = {
    "logits": [[1e4, -1e4, 0.0], [-math.inf, 1.0, 2.0], [-1e4, -1e4, -math.inf]],
    "weight": [0.5, 2.0, 1.5],
    "targets": {"labels": [1, 2, 0], "zero at -inf": [[0, 1, 0], [0, 0.25, 0.75], [0.5, 0.5, 0]]},
}


def variants(inputs):
    """The (target, ignore_index) pairs that make sense for these inputs."""
    for target in inputs["targets"]:
        last = target.split()[-1]
        yield target, -3 if last == "-3" else -100
    # a label in range may be the ignored one
    yield "labels", 1
    if "probabilities" in inputs["targets"]:
        yield "probabilities", -1


def shorten(value, dtype):
    """Floats as the shortest decimals that give the same number in `dtype`."""
    if isinstance(value, list):
        return [shorten(v, dtype) for v in value]
    if dtype == "float32" and math.isfinite(value):
        for digits in range(1, 10):
            text = f"{value:.{digits}g}"
            if torch.tensor(float(text), dtype=torch.float32).item() == value:
                return float(text)
    return value


def loss(inputs, target, weighted, ignore_index, smoothing, reduction, dtype):
    number = getattr(torch, dtype)
    p = torch.tensor(inputs["targets"][target])
    if p.is_floating_point():
        p = torch.tensor(inputs["targets"][target], dtype=number)
    weight = torch.tensor(inputs["weight"], dtype=number) if weighted else None
    value = F.cross_entropy(
        torch.tensor(inputs["logits"], dtype=number),
        p,
        weight=weight,
        ignore_index=ignore_index,
        reduction=reduction,
        label_smoothing=smoothing,
    )
    assert value.dtype == number
    return shorten(value.tolist(), dtype)


def record():
    inputs = {name: make_inputs(name, shape) for name, shape in SHAPES.items()}
    inputs["extreme"] = EXTREME
    cases = []
    for name, given in inputs.items():
        smoothings = [0.0] if name == "extreme" else SMOOTHINGS
        for (target, ignore), *rest in itertools.product(
            variants(given), [False, True], smoothings, REDUCTIONS, DTYPES
        ):
            weighted, smoothing, reduction, dtype = rest
            cases.append(
                [
                    name,
                    target,
                    weighted,
                    ignore,
                    smoothing,
                    reduction,
                    dtype,
                    loss(given, target, weighted, ignore, smoothing, reduction, dtype),
                ]
            )
    return {
        "torch": torch.__version__.split("+")[0],
        "inputs": inputs,
        "fields": FIELDS,
        "cases": cases,
    }


def write(grid):
    """One case a line, so that a difference is easy to read."""

    def dump(value):
        return json.dumps(value, separators=(",", ":"))

    inputs = ",\n".join(f"{dump(k)}:{dump(v)}" for k, v in grid["inputs"].items())
    cases = ",\n".join(dump(case) for case in grid["cases"])
    FILE.write_text(
        f'{{"torch":{dump(grid["torch"])},\n"inputs":{{\n{inputs}\n}},\n'
        f'"fields":{dump(grid["fields"])},\n"cases":[\n{cases}\n]}}\n',
        encoding="utf-8",
    )


def same(a, b, dtype):
    """Equal but for the last bits, which may vary between processors."""
    if isinstance(a, list) or isinstance(b, list):
        return (
            isinstance(a, list)
            and isinstance(b, list)
            and len(a) == len(b)
            and all(same(x, y, dtype) for x, y in zip(a, b))
        )
    if math.isnan(a) or math.isnan(b):
        return math.isnan(a) and math.isnan(b)
    close = 16 * torch.finfo(getattr(torch, dtype)).eps
    return math.isclose(a, b, rel_tol=close, abs_tol=close)


def differences(old, new):
    """Names of everything in which two recordings differ."""
    for key in ("torch", "fields"):
        if old[key] != new[key]:
            yield f"{key}: recorded {old[key]}, now {new[key]}"
    for name in sorted({*old["inputs"], *new["inputs"]}):
        if old["inputs"].get(name) != new["inputs"].get(name):
            yield f"inputs {name}"
    before = {tuple(case[:-1]): case[-1] for case in old["cases"]}
    after = {tuple(case[:-1]): case[-1] for case in new["cases"]}
    for name in [*before, *(key for key in after if key not in before)]:
        if name not in before or name not in after:
            yield f"case {name}: only {'recorded' if name in before else 'now'}"
        elif not same(before[name], after[name], name[-1]):
            yield f"case {name}: recorded {before[name]}, now {after[name]}"


def main():
    grid = record()
    if "--check" not in sys.argv[1:]:
        write(grid)
        print(f"wrote {len(grid['cases'])} cases to {FILE.name}")
        return 0
    found = list(differences(json.loads(FILE.read_text(encoding="utf-8")), grid))
    for line in found:
        print(line)
    print(f"{len(grid['cases'])} cases, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
