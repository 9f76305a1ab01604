"""What PyTorch says to a call of cross_entropy, told from shapes and dtypes alone.

A shape is a list or a tuple. `label` is one of the labels, the others are fine.
Held against the calls of snippets/pytorch/shape_grid.py, messages included. It knows
neither weights nor label smoothing, and it is the CPU of PyTorch 2.13 that it tells.
"""

NAMES = {
    "int64": "Long",
    "int32": "Int",
    "uint8": "Byte",
    "bool": "Bool",
    "float32": "Float",
    "float64": "Double",
}
IGNORED = -100  # PyTorch's ignore_index, unless another is given


def sizes(shape):
    """A shape as the messages have it: [2, 5]."""
    return "[" + ", ".join([str(size) for size in shape]) + "]"


def same(one, other):
    """Whether two shapes are the same."""
    return sizes(one) == sizes(other)


def asked(logits):
    """The sizes that class numbers should have: without the classes."""
    return [size for n, size in enumerate(logits) if n != 1 and len(logits) > 1]


# --8<-- [start:message]
def message(logits, target, dtype, target_dtype, label):
    """The error that PyTorch raises, or "" where it raises none."""
    floats = ["float32", "float64"]
    dims, name = len(logits), NAMES[target_dtype]
    probabilities = same(logits, target)
    if probabilities and target_dtype not in floats:
        said = "Expected floating point type for target with class probabilities"
        return f"RuntimeError: {said}, got {name}"
    if dtype not in floats:
        kernel = "log_softmax_lastdim" if dims <= 2 else "log_softmax"
        said = f'"{kernel}_kernel_impl" not implemented for'
        return f"NotImplementedError: {said} '{NAMES[dtype]}'"
    if probabilities:
        return ""
    batch = target[0] if len(target) > 0 else 0
    if dims > 1 and logits[0] != batch:
        said = f"Expected input batch_size ({logits[0]}) to match"
        return f"ValueError: {said} target batch_size ({batch})."
    return shaped(logits, target) or typed(logits, target, name, label)
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


def typed(logits, target, name, label):
    """What is wrong with the dtype, the size or a label."""
    dims = len(logits)
    if name not in ["Long", "Byte"]:
        said = "expected target dtype to be Long or Byte, but got"
        return f"RuntimeError: {said} {name}"
    if dims == 1 and len(target) == 1 and target[0] != 1:
        said = "For 1D input, 1D target must have size 1, but got target size:"
        return f"ValueError: {said} {target[0]}"
    if dims == 4 and not same(asked(logits), target):
        # the bracket is not closed there either
        said = f"size mismatch (got input: {sizes(logits)} , target: {sizes(target)}"
        return f"RuntimeError: {said}"
    if dims > 2 and name == "Byte":
        return "RuntimeError: expected scalar type Long but found Byte"
    classes = logits[0] if dims == 1 else logits[1]
    if label != IGNORED and (label < 0 or label >= classes):
        return f"IndexError: Target {label} is out of bounds."
    return ""


def terms(logits, target, label):
    """How many losses the mean is taken of, where nothing is raised."""
    count = 1
    for size in asked(logits):
        count *= size
    # among probabilities there are no labels to ignore
    return count - 1 if label == IGNORED and not same(logits, target) else count


# --8<-- [start:main]
def main():
    for logits, target, target_dtype in [
        ((2, 5, 4, 6), (2, 4, 6), "int64"),
        ((2, 5, 4, 6), (2, 4, 6), "float32"),
        ((2, 7, 5), (2, 7), "int64"),
        ((2, 5, 5), (2, 5), "int64"),
    ]:
        said = message(logits, target, "float32", target_dtype, 0)
        said = said or f"the mean of {terms(logits, target, 0)} losses"
        print(f"{sizes(logits)} and {sizes(target)}, {target_dtype}")
        print(" ", said)
# --8<-- [end:main]


if __name__ == "__main__":
    main()
