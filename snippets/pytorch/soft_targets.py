"""Soft targets in PyTorch: smoothing with weights, sums, KL and CE, mixup.

Losses are in nats. Where a number of an issue is named, the numbers are its own.
"""

# --8<-- [start:ignore]
import torch
import torch.nn.functional as F

q = torch.tensor([[0.9, 0.06, 0.04], [0.108, 0.82, 0.072], [0.18, 0.12, 0.7]])
with_a_gap = torch.tensor([0, -100, 2])
ignored = F.cross_entropy(q.log(), with_a_gap, label_smoothing=0.1)
left_out = F.cross_entropy(q.log()[[0, 2]], torch.tensor([0, 2]),
                           label_smoothing=0.1)

nothing = torch.tensor([-100, -100, -100])
all_ignored = F.cross_entropy(q.log(), nothing, label_smoothing=0.1)
# --8<-- [end:ignore]


# --8<-- [start:weight]
weight, label = torch.tensor([0.01, 0.99]), torch.tensor([0])


def by_class(z):
    return F.cross_entropy(z, label, weight, label_smoothing=0.1)


def by_row(z):
    losses = F.cross_entropy(z, label, label_smoothing=0.1,
                             reduction="none")
    return (weight[label] * losses).sum() / weight[label].sum()


def learned(loss):
    """What two logits come to predict."""
    z = torch.zeros(1, 2, requires_grad=True)
    optimizer = torch.optim.SGD([z], lr=0.5)
    for _ in range(1000):
        optimizer.zero_grad()
        loss(z).backward()
        optimizer.step()
    return F.softmax(z, dim=1)[0]


q_by_class, q_by_row = learned(by_class), learned(by_row)
# --8<-- [end:weight]

# --8<-- [start:zeros]
p_rows = F.one_hot(torch.tensor([0, 1, 2]), num_classes=3).float()
p_rows[1] = 0  # nobody knows
zeros_counted = F.cross_entropy(q.log(), p_rows)
known = p_rows.sum(dim=1) > 0
zeros_left_out = F.cross_entropy(q.log()[known], p_rows[known])
try:
    F.cross_entropy(q.log(), p_rows, ignore_index=255)
except RuntimeError as error:
    no_ignore_index = f"RuntimeError: {error}"
# --8<-- [end:zeros]

# --8<-- [start:sums]
# pytorch/pytorch#60928
output = torch.tensor([[0.1132, 0.5477, 0.3390]])
target = torch.tensor([[0.1541, 0.0511, 0.0947]])
mended = target / target.sum(dim=1, keepdim=True)

kl_by_default = F.kl_div(output.log(), target, reduction="mean")
kl_as_it_is = F.kl_div(output.log(), target, reduction="batchmean")
kl_mended = F.kl_div(output.log(), mended, reduction="batchmean")
ce_as_it_is = F.cross_entropy(output.log(), target)
ce_mended = F.cross_entropy(output.log(), mended)

# pytorch/pytorch#134771
z_asked = torch.tensor([[0.4, 0.8, 0.6], [0.3, 0.0, 0.5]])
no_shares = torch.tensor([[6.2, -7.9, 3.4], [2.1, 8.6, -12.5]])
DOWN = 10.0
below_0 = F.cross_entropy(z_asked, no_shares)
z_lowered = z_asked - DOWN * (no_shares < 0)
lowered = F.cross_entropy(z_lowered, no_shares)
# --8<-- [end:sums]

# --8<-- [start:mixup]
z = torch.tensor([[2.0, 1.0, -1.0], [0.0, 0.0, 1.0]])
y_a, y_b, lam = torch.tensor([0, 2]), torch.tensor([2, 1]), 0.7
p_a, p_b = F.one_hot(y_a, 3).float(), F.one_hot(y_b, 3).float()
mix = lam * p_a + (1 - lam) * p_b


def both(**given):
    """The loss of the mix, and the mix of the losses."""
    of_mix = F.cross_entropy(z, mix, **given)
    of_a = F.cross_entropy(z, y_a, **given)
    of_b = F.cross_entropy(z, y_b, **given)
    return of_mix.item(), (lam * of_a + (1 - lam) * of_b).item()


plain = both()
smoothed = both(label_smoothing=0.1)
with_weight = both(weight=torch.tensor([1.0, 2.0, 3.0]))

y_mixed = lam * y_a + (1 - lam) * y_b  # no: a class is no amount
mixed_numbers = F.cross_entropy(z, y_mixed.long())
# --8<-- [end:mixup]
try:
    F.cross_entropy(z, y_mixed)
except RuntimeError as error:
    not_mixed = f"RuntimeError: {error}"


def main():
    print("label_smoothing=0.1, one of three rows ignored")
    print(f"  as it is         {ignored:.4f}, without that row {left_out:.4f}")
    print(f"  all ignored      {all_ignored}")
    print("label_smoothing=0.1, weights 0.01 and 0.99, label 0")
    print(f"  weight=          learned q {q_by_class[0]:.4f} {q_by_class[1]:.4f}")
    print(f"  weights by row   learned q {q_by_row[0]:.4f} {q_by_row[1]:.4f}")
    print("one of three targets is all zeros")
    print(f"  as it is         {zeros_counted:.4f}, without that row {zeros_left_out:.4f}")
    print(f"  {no_ignore_index}")
    print(f"a target that adds up to {target.sum():.4f}")
    print(f"  kl_div, mean     {kl_by_default:.4f}")
    print(f"  kl_div           {kl_as_it_is:.4f}, divided by the sum {kl_mended:.4f}")
    print(f"  cross_entropy    {ce_as_it_is:.4f}, divided by the sum {ce_mended:.4f}")
    print(f"shares below 0     {below_0:.4f}, those logits lowered {lowered:.4f}")
    print("loss of the mix, mix of the losses")
    print(f"  plain            {plain[0]:.4f} {plain[1]:.4f}")
    print(f"  label_smoothing  {smoothed[0]:.4f} {smoothed[1]:.4f}")
    print(f"  weight           {with_weight[0]:.4f} {with_weight[1]:.4f}")
    print(f"class numbers mixed {mixed_numbers:.4f}")
    print(f"  {not_mixed}")


if __name__ == "__main__":
    main()
