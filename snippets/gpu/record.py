"""What cross entropy says on a GPU, each case in a process of its own.

    python -m snippets.gpu.record > snippets/data/on_gpu.json

needs PyTorch and an NVIDIA GPU. An assert on a GPU ends all that its process may
do there, so no two cases can share one.
"""

import json
import os
import platform
import re
import subprocess
import sys

# --8<-- [start:labels]
HEAD = """\
import torch
import torch.nn.functional as F

"""
LABELS_FROM_1 = """\
z = torch.zeros(3, 3, device="cuda"); t = torch.tensor([1, 2, 3], device="cuda")
loss = F.cross_entropy(z, t)
"""
LATER = """\
print("no error yet: the kernel runs later")
print(loss.item())
"""
# --8<-- [end:labels]
PIXELS = """\
z = torch.zeros(1, 3, 2, 2, device="cuda"); t = torch.tensor([[[0, 1], [2, 255]]], device="cuda")
"""

# {name: (environment, code)}
CASES = {
    "labels_from_1": ({}, LABELS_FROM_1 + LATER),
    "labels_from_1_blocking": (
        {"CUDA_LAUNCH_BLOCKING": "1"},
        LABELS_FROM_1 + "print(loss.item())\n",
    ),
    "after_the_assert": (
        {},
        """\
z = torch.zeros(3, 3, device="cuda"); t = torch.tensor([1, 2, 3], device="cuda")
try:
    F.cross_entropy(z, t).item()
except Exception:
    print("caught")
print(torch.ones(1, device="cuda"))
""",
    ),
    "void_label_255": ({}, PIXELS + "print(F.cross_entropy(z, t).item())\n"),
    "void_label_255_ignored": (
        {},
        PIXELS + "print(F.cross_entropy(z, t, ignore_index=255).item())\n",
    ),
    "bce_target_255": (
        {},
        """\
q = torch.full((4,), 0.5, device="cuda"); y = torch.tensor([0., 1., 255., 0.], device="cuda")
print(F.binary_cross_entropy(q, y).item())
""",
    ),
    "cpu_target": (
        {},
        'print(F.cross_entropy(torch.zeros(3, 3, device="cuda"), torch.tensor([0, 1, 2])))\n',
    ),
}


def run(env, code):
    """What a process that runs the code printed, and how it ended."""
    command = [sys.executable, "-c", HEAD + code]
    done = subprocess.run(
        command, text=True, capture_output=True, env={**os.environ, **env}
    )
    said = re.sub(r'File ".*site-packages/', 'File "site-packages/', done.stderr)
    rows = [row for row in said.strip().splitlines() if row]
    asserts = [row for row in rows if "Assertion" in row]
    return {
        "env": env,
        "code": HEAD + code,
        "rc": done.returncode,
        "stdout": done.stdout.strip().splitlines(),
        "first_assert": asserts[0] if asserts else "",
        "stderr_tail": [row for row in rows if row not in asserts][-12:],
    }


def main():
    import torch

    about = {
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "gpu": torch.cuda.get_device_name(0),
        "python": platform.python_version(),
    }
    cases = {name: run(*case) for name, case in CASES.items()}
    print(json.dumps({**about, "cases": cases}, indent=1))


if __name__ == "__main__":
    main()
