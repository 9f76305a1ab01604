"""The recording of a GPU is of today's program, and its memory is accounted for."""

import json
import math

import pytest

from snippets import loss_layer as chapter
from snippets.gpu import loss_layer as program


def test_a_program_that_changed_stops_the_build(tmp_path, monkeypatch):
    recording = json.loads(chapter.FILE.read_text(encoding="utf-8"))
    recording["code"] += "print()\n"
    file = tmp_path / "loss_layer.json"
    file.write_text(json.dumps(recording), encoding="utf-8")
    monkeypatch.setattr(chapter, "FILE", file)
    with pytest.raises(ValueError, match="has changed since it was recorded"):
        chapter.read()


def test_the_program_is_python():
    compile(program.CODE, "loss_layer", "exec")


@pytest.mark.parametrize("size", [chapter.gpt2, chapter.llama, chapter.longer])
def test_where_the_memory_goes(size):
    elements = size.tokens * size.vocabulary
    assert size.bfloat16_logits == 2 * elements / 2**20
    assert size.float32_logits == 4 * elements / 2**20
    gradients = 2 * (size.tokens + size.vocabulary) * size.hidden / 2**20
    # logits in 2 bytes, and three arrays in 4, or in 2 as well
    assert size.whole.peak == pytest.approx((2 + 3 * 4) * elements / 2**20 - gradients, abs=0.06)
    # where the vocabulary is odd, arrays of 2 bytes took a little more
    expected = (2 + 3 * 2) * elements / 2**20 - gradients
    assert size.whole_bf16.peak == pytest.approx(expected, abs=2 if size.vocabulary % 2 else 0.06)


def test_what_the_page_says_of_the_peak():
    assert chapter.expected_mib == pytest.approx(chapter.llama.whole.peak, abs=0.06)
    assert chapter.float32_mib == chapter.llama.float32_logits
    assert chapter.bfloat16_mib == chapter.llama.bfloat16_logits
    for size in (chapter.gpt2, chapter.llama, chapter.longer):
        assert size.chunks_32.peak < size.chunks_8.peak < size.whole_bf16.peak < size.whole.peak
        assert size.chunks_8.median > size.whole.median
    assert chapter.saved_times * chapter.llama.chunks_8.peak == pytest.approx(
        chapter.llama.whole.peak
    )
    assert chapter.slower_times * chapter.llama.whole.median == pytest.approx(
        chapter.llama.chunks_8.median
    )
    assert f"chunked({chapter.MANY})" in program.CODE


def test_the_losses():
    for size in (chapter.gpt2, chapter.llama, chapter.longer):
        # normal logits: the mean of e^z is e^(1/2)
        assert size.whole.nats == pytest.approx(math.log(size.vocabulary) + 0.5, abs=0.01)
        for way in (size.chunks_8, size.chunks_32):
            assert way.nats == pytest.approx(size.whole.nats, abs=1e-5)
        # in bfloat16 from 8 to 16 there are steps of 1/16
        assert (size.whole_bf16.nats * 16).is_integer()
        assert size.whole_bf16.nats == pytest.approx(size.whole.nats, abs=1 / 32)
    assert chapter.llama.ln_vocabulary == pytest.approx(math.log(128256))


def test_printed(printed):
    text = printed(chapter)
    assert chapter.gpu in text and "13,761.5 MiB" in text
