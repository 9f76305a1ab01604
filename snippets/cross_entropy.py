"""Softmax and cross entropy in NumPy, with the semantics of PyTorch 2.13.

Notation: z = logits, q = softmax(z) is the prediction, p = target.
"""

import numpy as np


def _floating(name, values):
    x = np.asarray(values)
    if x.dtype.kind != "f":
        raise TypeError(f"{name} must be floating point, got {x.dtype}: use .astype(np.float64)")
    return x


def _shifted(logits, axis):
    z = _floating("logits", logits)
    top = z.max(axis=axis, keepdims=True, initial=-np.inf)
    if z.ndim == 0 or z.shape[axis] == 0:
        raise ValueError(f"logits must hold at least one class along axis {axis}, "
                         f"got shape {z.shape}")
    # a shift changes no result, and keeps exp from overflowing
    return z - top


# --8<-- [start:softmax]
@np.errstate(all="ignore")
def softmax(logits, axis=-1):
    """Probabilities along `axis`, in the shape of `logits`.

    Logits of -inf give 0; +inf, nan or -inf throughout give nan.
    Raises ValueError if there is no class, TypeError if not floating.
    """
    powers = np.exp(_shifted(logits, axis))
    return powers / powers.sum(axis=axis, keepdims=True)
# --8<-- [end:softmax]


# --8<-- [start:log_softmax]
@np.errstate(all="ignore")
def log_softmax(logits, axis=-1):
    """Log of `softmax` in nats, exact even where that rounds to 0."""
    z = _shifted(logits, axis)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))
# --8<-- [end:log_softmax]


# --8<-- [start:cross_entropy]
def _one_hot(target, classes, ignore_index):
    """p, a row of `classes` for each target, and which of them count."""
    if target.dtype not in (np.int64, np.uint8):
        raise TypeError(f"class indices must be int64 or uint8, got {target.dtype}: "
                        "use .astype(np.int64)")
    target = target.astype(np.int64)  # so that a large uint8 is never -100
    counts = target != ignore_index
    wrong = target[counts & ((target < 0) | (target >= classes))]
    if wrong.size:
        raise IndexError(f"target {wrong[0]} is out of range: expected "
                         f"0 to {classes - 1}, or {ignore_index} (ignored)")
    return target[..., None] == np.arange(classes), counts


@np.errstate(all="ignore")
def cross_entropy(logits, target, weight=None, ignore_index=-100,
                  reduction="mean", label_smoothing=0.0):
    """Cross entropy -sum(p * log q), in nats.

    logits: (C,), (N, C) or (N, C, d1, ..., dk), floating.
    target: class indices, int64 or uint8, shaped like logits without
        C; or probabilities, floating, shaped like logits (their sum
        is not checked, and ignore_index must stay negative).
    weight: (C,), floating, a factor for each class.
    reduction: "none" (logits' shape without C), "sum" or "mean". The
        mean divides by the summed weights of the targets not ignored
        (probabilities: by their number); where that is 0 it is nan.
    label_smoothing: the share of p, 0 to 1, spread over all classes.

    float32 stays float32. Raises TypeError (dtype), IndexError (label),
    ValueError (shape, reduction, label_smoothing, ignore_index).
    Unlike PyTorch: a share of 0 (of p, or left by label_smoothing=1)
    costs 0, also at log 0 or nan; a smoothed float16 sum that fits
    does not overflow; label_smoothing < 0 is an error; the floating
    dtypes may differ; uint8 works in every shape; (C,) takes no
    target (1,).
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
    """
    if reduction not in ("none", "sum", "mean"):
        raise ValueError(f'reduction must be "none", "sum" or "mean", got {reduction!r}')
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"label_smoothing must be between 0 and 1, got {label_smoothing}")
    z, target = _floating("logits", logits), np.asarray(target)
    # (C,) or (N, C, ...): classes go last, where weights line up with them
    axis = 1 if z.ndim > 1 else z.ndim - 1
    log_q = np.moveaxis(log_softmax(z, axis), axis, -1)
    rows, classes = log_q.shape[:-1], log_q.shape[-1]
    w = np.ones(classes, z.dtype) if weight is None else _floating("weight", weight)
    if w.shape != (classes,):
        raise ValueError(f"weight must have shape ({classes},), got {w.shape}")
    if target.shape == z.shape:
        if ignore_index >= 0:
            raise ValueError("ignore_index must be negative with class probabilities, "
                             f"got {ignore_index}")
        p = np.moveaxis(_floating("target", target), axis, -1)
        counts = np.full(rows, True)
        divisor = counts.size
    elif target.shape == rows:
        p, counts = _one_hot(target, classes, ignore_index)
        p = p.astype(z.dtype)
        divisor = (counts * (p @ w)).sum()
    else:
        raise ValueError(f"target must have shape {rows} (class indices) "
                         f"or {z.shape} (probabilities), got {target.shape}")
    share = float(label_smoothing)
    p = (1 - share) * p + share / classes
    # free are a class that p rules out, even at log 0, and an ignored target
    free = (p == 0) | ~counts[..., None]
    loss = np.where(free, 0, -w * p * log_q).sum(axis=-1)
    if reduction == "mean":
        return loss.sum() / divisor if divisor else loss.dtype.type(np.nan)
    return loss.sum() if reduction == "sum" else loss
# --8<-- [end:cross_entropy]


def main():
    logits = np.array([[2.0, 1.0, -1.0], [0.0, 0.0, 0.0]])
    target = np.array([0, 2])
    print("softmax\n", softmax(logits, axis=1).round(3))
    losses = cross_entropy(logits, target, reduction="none")
    print("losses", losses.round(3), "nats")
    print("mean  ", cross_entropy(logits, target).round(3))


if __name__ == "__main__":
    main()
