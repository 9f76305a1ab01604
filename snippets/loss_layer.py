"""What the loss of a language model costs on a GPU: snippets/data/loss_layer.json.

The recording needs an NVIDIA GPU: snippets/gpu/loss_layer.py made it, and here
it is only read. Losses are in nats, memory in MiB, times in milliseconds.
"""

import json
from math import log
from pathlib import Path
from types import SimpleNamespace

from snippets.gpu.loss_layer import CODE

FILE = Path(__file__).parent / "data" / "loss_layer.json"


def read():
    """The recording; raises ValueError where it is not of today's program."""
    recording = json.loads(FILE.read_text(encoding="utf-8"))
    if recording["code"] != CODE:
        raise ValueError("snippets/gpu/loss_layer.py has changed since it was recorded")
    return recording


MANY = 32  # chunks
RECORDING = read()
torch = RECORDING["torch"].partition("+")[0]
gpu = RECORDING["gpu"]
WAYS = {"whole": "whole, float32", "whole_bf16": "whole, bfloat16",
        "chunks_8": "8 chunks, float32", "chunks_32": "32 chunks, float32"}


def measured(row):
    """One size of the loss layer: its logits, and what each way took."""
    ways = {
        name: SimpleNamespace(peak=row[said]["peak_MiB"], median=row[said]["ms_median"],
                              nats=row[said]["loss"])
        for name, said in WAYS.items()
    }
    return SimpleNamespace(
        tokens=row["tokens"], vocabulary=row["vocabulary"], hidden=row["hidden"],
        bfloat16_logits=row["logits_bf16_MiB"], float32_logits=row["logits_float32_MiB"],
        ln_vocabulary=log(row["vocabulary"]), **ways,
    )


gpt2, llama, longer = map(measured, RECORDING["rows"])


def logits_mib(tokens, vocabulary, bytes_each):
    """Memory of one array of logits; float32 takes 4 bytes, bfloat16 2."""
    return tokens * vocabulary * bytes_each / 2**20


float32_mib = logits_mib(llama.tokens, llama.vocabulary, bytes_each=4)
bfloat16_mib = logits_mib(llama.tokens, llama.vocabulary, bytes_each=2)
# the logits in bfloat16, then three arrays in float32: the logarithms of the
# softmax, the gradient along them, and the gradient along the logits
at_once_mib = bfloat16_mib + 3 * float32_mib
# at the peak, the gradients of the step before are no longer held
gradients_mib = logits_mib(llama.vocabulary + llama.tokens, llama.hidden, bytes_each=2)
expected_mib = at_once_mib - gradients_mib
saved_times = llama.whole.peak / llama.chunks_8.peak
slower_times = llama.chunks_8.median / llama.whole.median


def main():
    print(f"recorded with PyTorch {torch} on one {gpu}")
    for size in gpt2, llama, longer:
        print(f"{size.tokens} tokens, {size.vocabulary} in the vocabulary")
        print(f"  logits in float32 {size.float32_logits:,.1f} MiB")
        for name, said in WAYS.items():
            way = getattr(size, name)
            print(f"  {said:18} {way.peak:9,.1f} MiB {way.median:7.1f} ms, loss {way.nats:.4f}")


if __name__ == "__main__":
    main()
