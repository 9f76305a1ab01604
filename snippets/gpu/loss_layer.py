"""What the loss layer of a language model costs on a GPU, in memory and time.

    python -m snippets.gpu.loss_layer > snippets/data/loss_layer.json

needs PyTorch and an NVIDIA GPU. The code is kept as it was recorded.
"""

import json
import platform
import subprocess
import sys

# whole: all logits at once. chunked(k): k parts of the tokens, whose logits are
# made once more for the gradient. cost: above what was held before the step
CODE = """\
import torch
import torch.nn.functional as F

import json, torch.utils.checkpoint as C
def cost(step, *inputs):
    for _ in range(3): step(*inputs)
    torch.cuda.synchronize(); torch.cuda.empty_cache(); torch.cuda.reset_peak_memory_stats(); base = torch.cuda.memory_allocated()
    loss = step(*inputs); torch.cuda.synchronize(); peak = torch.cuda.max_memory_allocated() - base
    ms = []
    for _ in range(20):
        a, b = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        a.record(); step(*inputs); b.record(); torch.cuda.synchronize(); ms.append(a.elapsed_time(b))
    ms.sort()
    return {"peak_MiB": round(peak / 2**20, 1), "ms_min": round(ms[0], 3), "ms_median": round(ms[10], 3), "ms_max": round(ms[-1], 3), "loss": round(loss, 6)}
rows = []
for N, V, D in [(8192, 50257, 1024), (8192, 128256, 1024), (16384, 128256, 1024)]:
    torch.manual_seed(0)
    h = torch.randn(N, D, device="cuda", dtype=torch.bfloat16, requires_grad=True)
    W = (torch.randn(V, D, device="cuda", dtype=torch.bfloat16) / D**0.5).requires_grad_()
    t = torch.randint(V, (N,), device="cuda")
    def clear(): h.grad = W.grad = None
    def whole(cast):
        def step():
            clear(); z = h @ W.T
            loss = F.cross_entropy(z.float() if cast else z, t); loss.backward(); return loss.item()
        return step
    def chunked(k):
        def part(hh, tt): return F.cross_entropy((hh @ W.T).float(), tt, reduction="sum")
        def step():
            clear(); total = h.new_zeros((), dtype=torch.float32)
            for hh, tt in zip(h.chunk(k), t.chunk(k)): total = total + C.checkpoint(part, hh, tt, use_reentrant=False)
            loss = total / N; loss.backward(); return loss.item()
        return step
    row = {"tokens": N, "vocabulary": V, "hidden": D, "logits_bf16_MiB": N * V * 2 / 2**20, "logits_float32_MiB": N * V * 4 / 2**20}
    row["whole, float32"] = cost(whole(True)); row["whole, bfloat16"] = cost(whole(False))
    row["8 chunks, float32"] = cost(chunked(8)); row["32 chunks, float32"] = cost(chunked(32))
    rows.append(row); del h, W, t
    torch.cuda.empty_cache()
print(json.dumps(rows))
"""  # noqa: E501


def main():
    import torch

    done = subprocess.run(
        [sys.executable, "-c", CODE], text=True, capture_output=True, check=True
    )
    about = {
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "gpu": torch.cuda.get_device_name(0),
        "python": platform.python_version(),
    }
    print(json.dumps({**about, "code": CODE, "rows": json.loads(done.stdout)}, indent=1))


if __name__ == "__main__":
    main()
