"""The recording of a GPU is of today's cases, and says what the page makes of it."""

import json
import math

import pytest

from snippets import on_gpu
from snippets.gpu import record


def test_a_case_that_changed_stops_the_build(tmp_path, monkeypatch):
    recording = json.loads(on_gpu.FILE.read_text(encoding="utf-8"))
    recording["cases"]["cpu_target"]["code"] += "print()\n"
    file = tmp_path / "on_gpu.json"
    file.write_text(json.dumps(recording), encoding="utf-8")
    monkeypatch.setattr(on_gpu, "FILE", file)
    with pytest.raises(ValueError, match="cpu_target has changed since it was recorded"):
        on_gpu.read()


def test_every_case_is_recorded_and_no_other():
    assert set(on_gpu.RECORDING["cases"]) == set(record.CASES)


def test_the_error_comes_in_a_later_line_than_the_call():
    code = on_gpu.RECORDING["cases"]["labels_from_1"]["code"].splitlines()
    assert "F.cross_entropy" in code[on_gpu.blocking.line - 1]
    assert "item()" in code[on_gpu.later.line - 1]
    assert on_gpu.later.printed == "no error yet: the kernel runs later"
    # with the launches blocking, nothing is printed and the place is the call
    assert on_gpu.blocking.printed == ""
    assert "in cross_entropy" in on_gpu.blocking.place
    assert on_gpu.blocking.environment == "CUDA_LAUNCH_BLOCKING=1"


def test_labels_out_of_bounds_trigger_the_assert():
    for case in (on_gpu.later, on_gpu.blocking, on_gpu.afterwards, on_gpu.not_ignored):
        assert case.assertion == "Assertion `t >= 0 && t < n_classes` failed."
        assert case.error.endswith("CUDA error: device-side assert triggered")


def test_after_the_assert_even_ones_fail():
    code = on_gpu.RECORDING["cases"]["after_the_assert"]["code"].splitlines()
    assert on_gpu.afterwards.printed == "caught"
    assert "torch.ones" in code[on_gpu.afterwards.line - 1]


def test_ignored_pixels_leave_ln_3():
    assert str(on_gpu.VOID) in on_gpu.RECORDING["cases"]["void_label_255_ignored"]["code"]
    assert on_gpu.ignored == pytest.approx(math.log(3), rel=1e-6)


def test_a_target_on_the_cpu_is_named():
    error = on_gpu.cases.cpu_target.error
    assert error.startswith("RuntimeError: ") and "target is on cpu" in error
    assert on_gpu.cases.cpu_target.assertion == ""


def test_a_case_runs_in_a_process_of_its_own(monkeypatch):
    monkeypatch.setattr(record, "HEAD", "import os\n")
    done = record.run({"A_CASE": "seen"}, "print(os.environ['A_CASE'])\n1 / 0\n")
    assert done["stdout"] == ["seen"] and done["rc"] == 1
    said = on_gpu.ended(done)
    assert said.error == "ZeroDivisionError: division by zero"
    assert said.line == 3 and said.assertion == ""


def test_printed(printed):
    text = printed(on_gpu)
    assert on_gpu.gpu in text and "1.0986" in text
