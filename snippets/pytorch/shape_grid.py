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


def called(logits, target, dtype, target_dtype, label):
    """How many losses the mean has, or what is raised."""
    z = torch.zeros(logits, dtype=getattr(torch, dtype))
    y = torch.zeros(target, dtype=torch.int64)
    y.view(-1)[0] = label
    y = y.to(getattr(torch, target_dtype))
    try:
        mean = F.cross_entropy(z, y)
        total = F.cross_entropy(z, y, reduction="sum")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if mean.isnan():
        return "0"  # 0 / 0: every label is ignored
    if total:
        return str(round((total / mean).item()))
    return str(F.cross_entropy(z, y, reduction="none").numel())


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


cases = ["|".join([*map(str, case), called(*case)]) for case in grid()]
calls = len(cases)


def main():
    errors = [case for case in cases if "Error: " in case]
    print(f"{calls} calls, {len(errors)} errors")
    print(f"{len({case.rpartition('|')[2] for case in errors})} messages")


if __name__ == "__main__":
    main()
