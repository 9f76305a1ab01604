"""The axes of every figure of the pages, drawn with the names of its words as words."""

import importlib
from pathlib import Path

import matplotlib
import numpy as np
import pytest

from snippets.figures import distillation, entropy, one_point, softmax
from weave.fences import load
from weave.fences.figure import Figure, _arguments

matplotlib.use("agg")
# these mark the values that they draw, and come from snippets/
VALUES = {
    distillation.draw_softened,
    entropy.draw_codes,
    one_point.draw_point,
    softmax.draw_losses,
    softmax.draw_temperatures,
}
ROOT = Path(__file__).parents[3]


class Words(dict):
    """Each word is its own name."""

    def __missing__(self, key):
        return key


def calls():
    """(module, function, arguments as written) of each figure of the English pages."""
    found = set()
    for path in sorted((ROOT / "docs" / "en").glob("*.md")):
        for fence in load(ROOT, path.relative_to(ROOT).as_posix()).fences:
            if isinstance(fence, Figure) and fence.argument.startswith("figures."):
                name, *pairs = fence.argument.split()
                found.add((*name.split(".")[1:], *pairs))
    return sorted(found)


@pytest.mark.parametrize("call", calls(), ids=" ".join)
def test_axes(call):
    module, function, *pairs = call
    draw = getattr(importlib.import_module(f"snippets.figures.{module}"), function)
    drawn = draw(labels=Words(), **_arguments(pairs))
    for ax in [one for main in drawn.axes for one in (main, *main.child_axes)]:
        # a word of the other axis would be read for this one
        assert ax.get_xlabel() != "y" and ax.get_ylabel() != "x"
        for axis, scale in [(ax.xaxis, ax.get_xscale()), (ax.yaxis, ax.get_yscale())]:
            ticks = np.asarray(axis.get_ticklocs())
            if scale == "log":
                # each is 1, 2 or 5 times a power of ten
                rounded = [f"{tick:.0e}" for tick in ticks]
                assert {tick[0] for tick in rounded} <= set("125"), ticks
                assert np.allclose(ticks, [float(tick) for tick in rounded])
                assert np.all(np.diff(ticks) > 0), ticks
            elif draw not in VALUES:
                said = f"{ticks} are at uneven distances; see VALUES if they mark what is drawn"
                assert np.allclose(np.diff(ticks, 2), 0), said
