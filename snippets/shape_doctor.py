"""What PyTorch says to a call of cross_entropy, told from shapes and dtypes alone.

A shape is a list or a tuple. `label` is one of the labels; the others are fine, and are
not ignored; `weights` says how many numbers `weight` has, all 1, or 0 where none is given.
Held against the calls of snippets/pytorch/shape_grid.py, messages included. It is the CPU
of PyTorch 2.13 that it tells.
"""

# dtypes that the grid has of logits, and of targets
DTYPES = ["float32", "float64", "float16", "bfloat16", "int64"]
TARGET_DTYPES = ["int64", "int32", "uint8", "float32", "bool"]
KINDS = ["int64", "int32", "uint8", "bool", "float32"]
NAMES = ["Long", "Int", "Byte", "Bool", "Float"]  # what the messages call them
IGNORED = -100  # PyTorch's ignore_index, unless another is given
SMOOTHING = [0.0, 0.1]  # values of label_smoothing in the grid
DIMENSIONS = 6  # the most in the grid

# what a form may start from: logits, target, dtypes, label, ignore_index, smoothing, weights
PRESETS = [
    ["pixels", [2, 5, 4, 6], [2, 4, 6], "float32", "int64", 0, IGNORED, 0.0, 0],
    ["probabilities", [2, 5, 4, 6], [2, 5, 4, 6], "float32", "float32", 0, IGNORED, 0.0, 0],
    ["tokens", [2, 7, 5], [2, 7], "float32", "int64", 0, IGNORED, 0.0, 0],
    ["square", [2, 5, 5], [2, 5], "float32", "int64", 0, IGNORED, 0.0, 0],
    ["column", [8, 5], [8, 1], "float32", "int64", 0, IGNORED, 0.0, 0],
    ["channel", [2, 5, 4, 6], [2, 1, 4, 6], "float32", "int64", 0, IGNORED, 0.0, 0],
    ["weights", [2, 5, 4, 6], [2, 4, 6], "float32", "int64", 0, IGNORED, 0.0, 4],
    ["ignored", [2, 5, 4, 6], [2, 4, 6], "float32", "int64", 255, 255, 0.0, 0],
]


def called(dtype):
    """What the messages call a dtype."""
    return NAMES[KINDS.index(dtype)]


def sizes(shape):
    """A shape as the messages have it: [2, 5]."""
    return "[" + ", ".join([f"{size}" for size in shape]) + "]"


def same(one, other):
    """Whether two shapes are the same."""
    return sizes(one) == sizes(other)


def asked(logits):
    """The sizes that class numbers should have: without the classes."""
    return [size for n, size in enumerate(logits) if n != 1 and len(logits) > 1]


# --8<-- [start:message]
def message(logits, target, dtype, target_dtype, label, ignored, smoothing, weights):
    """The error that PyTorch raises, or "" where it raises none."""
    floats = ["float32", "float64", "float16", "bfloat16"]
    dims, name = len(logits), called(target_dtype)
    probabilities = same(logits, target)
    if probabilities and target_dtype not in floats:
        said = "Expected floating point type for target with class probabilities"
        return f"RuntimeError: {said}, got {name}"
    if probabilities and ignored >= 0:
        said = "ignore_index is not supported for floating point target"
        return f"RuntimeError: {said}"
    uneven = weighed(logits, weights, True)
    if probabilities and uneven:
        return f"RuntimeError: cross_entropy: {uneven}"
    if dtype not in floats:
        kernel = "log_softmax_lastdim" if dims <= 2 else "log_softmax"
        said = f'"{kernel}_kernel_impl" not implemented for'
        return f"NotImplementedError: {said} '{called(dtype)}'"
    if probabilities:
        return ""
    batch = target[0] if len(target) > 0 else 0
    if dims > 1 and logits[0] != batch:
        said = f"Expected input batch_size ({logits[0]}) to match"
        return f"ValueError: {said} target batch_size ({batch})."
    wrong = shaped(logits, target) or typed(logits, target, name, weights)
    return wrong or ranged(logits, target, name, label, ignored, smoothing, weights)
# --8<-- [end:message]


def shaped(logits, target):
    """What is wrong with a target whose batch is right, whatever it holds."""
    dims = len(logits)
    if dims <= 2 and len(target) > 1:
        said = "0D or 1D target tensor expected, multi-target not supported"
        return f"RuntimeError: {said}"
    if dims == 4 and len(target) != 3:
        said = "only batches of spatial targets supported (3D tensors) but got"
        return f"RuntimeError: {said} targets of dimension: {len(target)}"
    if dims != 4 and dims > 2 and not same(asked(logits), target):
        said = f"Expected target size {sizes(asked(logits))}, got {sizes(target)}"
        return f"RuntimeError: {said}"
    return ""


def weighed(logits, weights, counted):
    """What is wrong with the length of weight; the longer message counts the classes."""
    classes = logits[0] if len(logits) == 1 else logits[1]
    if weights == 0 or weights == classes:
        return ""
    said = "weight tensor should be defined either for all"
    if not counted:
        return f"{said} or no classes"
    return f"{said} {classes} classes or no classes but got weight tensor of shape: [{weights}]"


def typed(logits, target, name, weights):
    """What is wrong with the dtype, the weights, or a size that is checked after them."""
    dims = len(logits)
    if name not in ["Long", "Byte"]:
        said = "expected target dtype to be Long or Byte, but got"
        return f"RuntimeError: {said} {name}"
    if dims == 1 and len(target) == 1 and target[0] != 1:
        said = "For 1D input, 1D target must have size 1, but got target size:"
        return f"ValueError: {said} {target[0]}"
    said = weighed(logits, weights, dims <= 2)
    if said:
        return f"RuntimeError: {said}"
    if dims == 4 and not same(asked(logits), target):
        # the bracket is not closed there either
        said = f"size mismatch (got input: {sizes(logits)} , target: {sizes(target)}"
        return f"RuntimeError: {said}"
    if dims > 2 and name == "Byte":
        return "RuntimeError: expected scalar type Long but found Byte"
    return ""


def ranged(logits, target, name, label, ignored, smoothing, weights):
    """What is wrong with a label, or with smoothing, where all else is right."""
    dims = len(logits)
    classes = logits[0] if dims == 1 else logits[1]
    if label != ignored and (label < 0 or label >= classes):
        return f"IndexError: Target {label} is out of bounds."
    if smoothing > 0 and dims == 1 and len(target) == 1:
        said = "output with shape [] doesn't match the broadcast shape [1]"
        return f"RuntimeError: {said}"
    if smoothing > 0 and weights > 0 and name == "Byte":
        return "RuntimeError: gather(): Expected dtype int32/int64 for index"
    return ""


def terms(logits, target, label, ignored):
    """How many losses the mean is taken of, where nothing is raised."""
    count = 1
    for size in asked(logits):
        count *= size
    # among probabilities there are no labels to ignore
    return count - 1 if label == ignored and not same(logits, target) else count


def pairs(logits, target):
    """[dimension of the logits, of the target, whether they agree] of all that pair up.

    The classes pair with nothing, unless the target has them too. -1 stands for a
    dimension that is not there.
    """
    kept = [n for n in range(len(logits)) if n != 1 and len(logits) > 1]
    if same(logits, target):
        kept = list(range(len(logits)))
    made = [
        [n, m, logits[n] == target[m]] if m < len(target) else [n, -1, False]
        for m, n in enumerate(kept)
    ]
    return made + [[-1, m, False] for m in range(len(kept), len(target))]


def letters(logits):
    """What the dimensions of logits are called, by their places alone."""
    named = [["C"], ["N", "C"], ["N", "C", "T"], ["N", "C", "H", "W"], ["N", "C", "D", "H", "W"]]
    dims = len(logits)
    return named[dims - 1] if dims <= 5 else ["N", "C"] + ["…"] * (dims - 2)


def readable(logits, target):
    """Whether these are shapes such as the grid has."""
    sizes_given = list(logits) + list(target)
    few = 1 <= len(logits) <= DIMENSIONS and len(target) <= DIMENSIONS
    return few and all([size >= 1 for size in sizes_given])


# --8<-- [start:main]
def main():
    for logits, target, target_dtype in [
        ((2, 5, 4, 6), (2, 4, 6), "int64"),
        ((2, 5, 4, 6), (2, 4, 6), "float32"),
        ((2, 7, 5), (2, 7), "int64"),
        ((2, 5, 5), (2, 5), "int64"),
    ]:
        said = message(logits, target, "float32", target_dtype, 0, IGNORED, 0.0, 0)
        said = said or f"the mean of {terms(logits, target, 0, IGNORED)} losses"
        print(f"{sizes(logits)} and {sizes(target)}, {target_dtype}")
        print(" ", said)
# --8<-- [end:main]


if __name__ == "__main__":
    main()
