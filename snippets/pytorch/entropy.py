"""Entropy, cross entropy and KL in PyTorch, and how to get them wrong."""

# --8<-- [start:three]
import textwrap
import warnings

import torch
import torch.nn.functional as F
from torch.distributions import Categorical

p = torch.tensor([[1 / 2, 1 / 4, 1 / 8, 1 / 8]])  # target, the alley
q = torch.tensor([[1 / 4, 1 / 8, 1 / 8, 1 / 2]])  # prediction
log_q = q.log()  # from logits: F.log_softmax(z, dim=1)

entropy = Categorical(p[0]).entropy()
ce = F.cross_entropy(log_q, p)  # log q is a valid logit
kl = F.kl_div(log_q, p, reduction="batchmean")
# --8<-- [end:three]

# --8<-- [start:mistakes]
no_log = F.kl_div(q, p, reduction="batchmean")
swapped = F.kl_div(p.log(), q, reduction="batchmean")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    by_default = F.kl_div(log_q, p)  # reduction="mean"

# the same four classes at 2 x 2 pixels: (N, C, H, W)
p_map = p[:, :, None, None].expand(1, 4, 2, 2)
log_q_map = log_q[:, :, None, None].expand(1, 4, 2, 2)
kl_map = F.kl_div(log_q_map, p_map, reduction="batchmean")
kl_pixel = F.kl_div(log_q_map, p_map, reduction="none").sum(1).mean()
# --8<-- [end:mistakes]
warning = str(caught[0].message)

bits = 1 / torch.tensor(2.0).log()  # in one nat
rows = {
    "Categorical.entropy": entropy,
    "cross_entropy": ce,
    "kl_div": kl,
    "without the log": no_log,
    "p and q swapped": swapped,
    "reduction='mean'": by_default,
    "2 x 2 pixels": kl_map,
    "mean per pixel": kl_pixel,
}
no_log_bits = no_log * bits


def main():
    print("                        nats     bits")
    for name, value in rows.items():
        print(f"{name:20} {value:7.4f}  {value * bits:7.4f}")
    print()
    print(textwrap.fill(warning, 46))


if __name__ == "__main__":
    main()
