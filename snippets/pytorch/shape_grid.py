"""What cross_entropy says to many shapes and dtypes, one call each."""

from itertools import product

import torch
import torch.nn.functional as F

LOGITS = [
    (5,), (1, 5), (2, 5), (2, 7), (2, 1), (2, 5, 7), (2, 5, 5), (2, 1, 7),
    (2, 5, 4, 6), (2, 1, 4, 6), (2, 4, 6, 5), (2, 5, 3, 4, 6),
]
TARGETS = [
    (), (1,), (2,), (3,), (5,), (2, 1), (2, 5), (2, 7), (3, 7), (2, 5, 7),
    (2, 7, 5), (2, 4, 6), (2, 8, 6), (3, 4, 6), (2, 1, 4, 6), (2, 5, 4, 6),
    (2, 3, 4, 6),
]
DTYPES = ["float32", "int64"]
TARGET_DTYPES = ["int64", "int32", "uint8", "float32", "bool"]
LABELS = [5, -1]  # the first label; all others are 0
WELL_SHAPED = [
    (3,), (1, 3), (3, 3), (4, 2), (9, 4), (3, 2, 5), (4, 4, 4), (1, 6, 8),
    (2, 3, 2, 2), (1, 2, 5, 5), (3, 3, 3, 3), (2, 4, 1, 6), (2, 2, 2, 2, 2),
    (1, 4, 3, 2, 5), (2, 3, 1, 2, 1, 2),
]
HALVES = ["float16", "bfloat16"]
OPTIONS = [(255, 0.0), (-1, 0.0), (-1, 0.1), (-100, 0.1)]  # ignore_index, label_smoothing
LENGTHS = [4, 5]  # of weight
WITH_OPTIONS = [
    ("float32", "int64", 0), ("float32", "int64", 1), ("float32", "int64", -1),
    ("float32", "int64", 255), ("float32", "float32", 0), ("float32", "uint8", 0),
    ("float32", "int32", 0), ("int64", "int64", 0), ("int64", "float32", 0),
]


def called(
    logits, target, dtype, target_dtype, label, ignored=-100, smoothing=0.0, weights=0
):
    """How many losses the mean has, or what is raised."""
    z = torch.zeros(logits, dtype=getattr(torch, dtype))
    y = torch.zeros(target, dtype=torch.int64)
    y.view(-1)[0] = label
    y = y.to(getattr(torch, target_dtype))
    weight = torch.ones(weights, dtype=z.dtype if z.is_floating_point() else None)
    try:
        options = {"ignore_index": ignored, "label_smoothing": smoothing}
        options["weight"] = weight if weights else None
        mean = F.cross_entropy(z, y, **options)
        total = F.cross_entropy(z, y, **options, reduction="sum")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if mean.isnan():
        return "0"  # 0 / 0: every label is ignored
    if total and dtype not in HALVES:
        return str(round((total / mean).item()))
    return str(F.cross_entropy(z, y, **options, reduction="none").numel())


def right(logits):
    """Shape of the class numbers for some logits."""
    return logits[:1] + logits[2:] if len(logits) > 1 else ()


def grid():
    """Every dtype with the label 0, and every label with the usual dtypes."""
    yield from product(LOGITS, TARGETS, DTYPES, TARGET_DTYPES, [0])
    yield from product(LOGITS, TARGETS, ["float32"], ["int64"], LABELS)
    # calls that are right, or nearly: some fail for the dtype or the label
    for logits in WELL_SHAPED:
        targets = [right(logits), logits]
        dtypes = [*DTYPES, "float64"]
        yield from product([logits], targets, dtypes, TARGET_DTYPES, [0, 1, 2])
        yield from product([logits], targets, dtypes, ["int64"], [-1, -100])
        if logits[1:2] != (1,):
            yield from product([logits], targets, HALVES, TARGET_DTYPES, [0, 1])


def optional():
    """Shapes that are right or nearly, with other options than the usual ones."""
    for logits in LOGITS + WELL_SHAPED:
        if logits[1:2] == (1,):
            continue  # with one class every loss is 0, which cannot be counted
        targets = {right(logits), logits, logits[:1], (1,)}
        for case in product([logits], sorted(targets), WITH_OPTIONS, OPTIONS):
            yield *case[:2], *case[2], *case[3]


def weighted():
    """The usual options and one other, with weights of the right length and of wrong ones."""
    for logits in LOGITS + WELL_SHAPED:
        if logits[1:2] == (1,):
            continue
        targets = {right(logits), logits, (1,), (2, 4, 5)}
        options = [(-100, 0.0), (1, 0.1)]
        for case in product([logits], sorted(targets), WITH_OPTIONS, options, LENGTHS):
            yield *case[:2], *case[2], *case[3], case[4]


cases = ["|".join([*map(str, case), called(*case)]) for case in grid()]
optional_cases = ["|".join([*map(str, case), called(*case)]) for case in optional()]
weighted_cases = ["|".join([*map(str, case), called(*case)]) for case in weighted()]
calls = len(cases) + len(optional_cases) + len(weighted_cases)

# messages that no other program gives
integer_pixels = called((2, 5, 7), (2, 7), "int64", "int64", 0)
ignored_probabilities = called((2, 5), (2, 5), "float32", "float32", 0, ignored=255)
two_labels = called((5,), (2,), "float32", "int64", 0)
smoothed_bytes = called((2, 5), (2,), "float32", "uint8", 0, smoothing=0.1, weights=5)
smoothed_row = called((5,), (1,), "float32", "int64", 0, smoothing=0.1)


def main():
    errors = [case for case in cases + optional_cases + weighted_cases if "Error: " in case]
    print(f"{calls} calls, {len(errors)} errors")
    print(f"{len({case.rpartition('|')[2] for case in errors})} messages")


if __name__ == "__main__":
    main()
