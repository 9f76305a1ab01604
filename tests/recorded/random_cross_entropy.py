"""Compares snippets/cross_entropy.py with PyTorch on 20,000 random cases, seeded.

    python -m tests.recorded.random_cross_entropy

needs torch 2.13.0; `make torch` runs it. A case may have anything that both take: float16,
float32 or float64, large and infinite logits, nan, weights of 0, every reduction.
"""

import random
import sys

import numpy as np
import torch
import torch.nn.functional as F

from snippets.cross_entropy import cross_entropy

CASES = 20_000
SHAPES = [(3,), (1,), (4, 3), (5, 1), (0, 3), (2, 3, 2), (2, 4, 2, 2), (2, 3, 0), (1, 2, 2, 1, 2)]
ODD = [-np.inf, np.inf, np.nan]


def make(pick, rng):
    """Arguments of cross_entropy."""
    dtype, shape = pick.choice(["float16", "float32", "float64"]), pick.choice(SHAPES)
    axis = min(1, len(shape) - 1)
    classes, sites = shape[axis], shape[:axis] + shape[axis + 1 :]
    logits = rng.normal(size=shape) * pick.choice([1, 10, 1000])
    for odd in ODD:
        if pick.random() < 0.15:
            logits[rng.random(shape) < 0.2] = odd
    weight = np.array(pick.choices([0, 0.25, 1, 3], k=classes), dtype)
    ignored = pick.choice([-100, -1, 0, classes - 1])
    target = rng.integers(classes, size=sites)
    target = np.where(rng.random(sites) < 0.2, ignored, target)
    if pick.random() < 0.4:
        ignored, target = -100, rng.dirichlet(np.ones(classes), sites)
        target[rng.random(target.shape) < 0.2] = 0
        target = np.moveaxis(target, -1, axis).astype(dtype)
    return {
        "logits": logits.astype(dtype),
        "target": target,
        "weight": pick.choice([None, weight]),
        "ignore_index": ignored,
        "reduction": pick.choice(["none", "sum", "mean"]),
        "label_smoothing": pick.choice([0.0, 0.1, pick.random(), 1.0]),
    }


def theirs(logits, target, weight, **given):
    weight = None if weight is None else torch.from_numpy(weight)
    loss = F.cross_entropy(torch.from_numpy(logits), torch.tensor(target), weight, **given)
    return loss.numpy()


def nothing_at_no_number(logits, target, label_smoothing, **given):
    """Whether a share of 0 meets a log q that is not finite: nan to PyTorch, free to us."""
    axis = min(1, logits.ndim - 1)
    log_q = np.moveaxis(torch.log_softmax(torch.from_numpy(logits), axis).numpy(), axis, -1)
    if target.dtype.kind == "f":
        share = np.moveaxis(target, axis, -1)
        return label_smoothing == 0 and bool((~np.isfinite(log_q[share == 0])).any())
    hot = target[..., None] == np.arange(log_q.shape[-1])
    return label_smoothing == 1 and bool((~np.isfinite(log_q[hot])).any())


def is_half(value):
    return getattr(value, "dtype", None) == np.float16


def agree(given):
    """Equal as far as a dtype goes; see near in tests/snippets/test_cross_entropy.py."""
    want, got = theirs(**given), np.asarray(cross_entropy(**given))
    if (got.dtype, got.shape) != (want.dtype, want.shape):
        return False
    if want.dtype == np.float16 and np.isinf(want).any():
        # it may have been too large on the way alone
        wide = {k: v.astype(float) if is_half(v) else v for k, v in given.items()}
        with np.errstate(over="ignore"):
            want = np.where(np.isinf(want), theirs(**wide).astype(np.float16), want)
    if nothing_at_no_number(**given):
        want = np.where(np.isnan(want), got, want)
    allowed = 64 * float(np.finfo(want.dtype).eps)
    pair = got.astype(float), want.astype(float)
    return np.allclose(*pair, rtol=allowed, atol=allowed, equal_nan=True)


def main():
    torch.set_num_threads(1)
    pick, rng = random.Random(2), np.random.default_rng(2)
    cases = [make(pick, rng) for _ in range(CASES)]
    wrong = [given for given in cases if not agree(given)]
    for given in wrong[:5]:
        print(given, "PyTorch:", theirs(**given), "here:", cross_entropy(**given), sep="\n")
    print(f"{CASES} random cases of cross_entropy, {len(wrong)} differ from PyTorch")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
