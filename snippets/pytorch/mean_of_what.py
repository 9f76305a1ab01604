"""What PyTorch divides a loss by: weights, rows, labels, elements, tokens.

Losses are in nats. The rows and weights are those of pytorch/pytorch#25571,
and of #54843 where there are two classes.
"""

# --8<-- [start:weights]
import torch
import torch.nn.functional as F

z = torch.tensor([[0.2, 0.3, 0.5], [0.5, 0.2, 0.3]])
labels = torch.tensor([2, 1])
weight = torch.tensor([2.0, 4.0, 6.0])
one_hot = F.one_hot(labels, num_classes=3).float()

each = F.cross_entropy(z, labels, weight, reduction="none")
by_labels = F.cross_entropy(z, labels, weight)
by_probabilities = F.cross_entropy(z, one_hot, weight)

first, its_label = z[:1], labels[:1]
alone = F.cross_entropy(first, its_label, weight)
alone_unweighted = F.cross_entropy(first, its_label)
alone_sum = F.cross_entropy(first, its_label, weight, reduction="sum")
# --8<-- [end:weights]

# --8<-- [start:bce]
scores = torch.tensor([[0.3, 0.7], [0.6, 0.4], [0.6, 0.4]])
positive = torch.tensor([1, 0, 0])
logit = scores[:, 1] - scores[:, 0]  # one logit for two classes

ce = F.cross_entropy(scores, positive, weight=torch.tensor([1.0, 3.0]))
bce = F.binary_cross_entropy_with_logits(
    logit, positive.float(), weight=torch.tensor([3.0, 1.0, 1.0]))
bce_pos_weight = F.binary_cross_entropy_with_logits(
    logit, positive.float(), pos_weight=torch.tensor(3.0))
# --8<-- [end:bce]

# --8<-- [start:ignore]
q = torch.tensor([[0.9, 0.06, 0.04], [0.108, 0.82, 0.072], [0.18, 0.12, 0.7]])
marked = torch.tensor([0, -1, 2])

two_rows = F.cross_entropy(q.log(), marked, ignore_index=-1)
none_then_mean = F.cross_entropy(q.log(), marked, ignore_index=-1,
                                 reduction="none").mean()

nothing = torch.tensor([-1, -1, -1])
no_rows = F.cross_entropy(q.log(), nothing, ignore_index=-1)
total = F.cross_entropy(q.log(), nothing, ignore_index=-1, reduction="sum")
no_rows_mended = total / (nothing != -1).sum().clamp(min=1)

default = torch.nn.CrossEntropyLoss().ignore_index  # -100
try:
    F.cross_entropy(q.log(), marked)
except IndexError as error:
    not_ignored = f"IndexError: {error}"
# --8<-- [end:ignore]


# --8<-- [start:micro_batches]
def logits_of(losses):
    """Two logits for each loss, which is that of label 0."""
    q = torch.exp(-torch.tensor(losses))
    return torch.stack([q, 1 - q], dim=-1).log()


def loss_of(z, reduction):
    return F.cross_entropy(z, torch.zeros(len(z), dtype=torch.long),
                           reduction=reduction)


def slope(batches, scaled_loss):
    """Slope along a bias of label 0, added up by backward()."""
    bias = torch.zeros(2, requires_grad=True)
    for z in batches:
        scaled_loss(z + bias).backward()
    return bias.grad[0].item()


parts = [logits_of([3.0] * 10), logits_of([1.0] * 100)]
tokens = sum(len(z) for z in parts)

one_batch = slope([torch.cat(parts)], lambda z: loss_of(z, "mean"))
accumulated = slope(parts, lambda z: loss_of(z, "mean") / len(parts))
by_tokens = slope(parts, lambda z: loss_of(z, "sum") / tokens)
# --8<-- [end:micro_batches]

# --8<-- [start:padding]
token_labels = torch.tensor([[0, 0, 0, 0], [0, 0, -100, -100]])
token_z = logits_of([[1.0, 1.0, 1.0, 1.0], [4.0, 4.0, 4.0, 4.0]])
counts = token_labels != -100

# (sequences, tokens, classes): classes go to the second place
per_token = F.cross_entropy(token_z.transpose(1, 2), token_labels)
losses = F.cross_entropy(token_z.transpose(1, 2), token_labels,
                         reduction="none")
per_sequence = (losses.sum(dim=1) / counts.sum(dim=1)).mean()
per_batch = losses.sum() / len(losses)
with_padding = losses.mean()
# --8<-- [end:padding]


def main():
    print("class weights 2, 4, 6")
    print("  each row       ", ", ".join(f"{loss:.4f}" for loss in each))
    print(f"  class numbers   {by_labels:.4f}")
    print(f"  probabilities   {by_probabilities:.4f}")
    print(f"  the first alone {alone:.4f}")
    print(f"  without weights {alone_unweighted:.4f}")
    print("two classes")
    print(f"  CE, weight      {ce:.4f}")
    print(f"  BCE, weight     {bce:.4f}")
    print(f"  BCE, pos_weight {bce_pos_weight:.4f}")
    print("labels 0, -1, 2")
    print(f"  ignore_index=-1 {two_rows:.4f}")
    print(f"  none, then mean {none_then_mean:.4f}")
    print(f"  all ignored     {no_rows}, mended {no_rows_mended:.4f}")
    print(f"  {not_ignored}")
    print("10 and 100 tokens, slope along a bias")
    print(f"  one batch       {one_batch:.4f}")
    print(f"  mean of means   {accumulated:.4f}")
    print(f"  sum / tokens    {by_tokens:.4f}")
    print("a padded batch")
    print(f"  per token       {per_token:.4f}")
    print(f"  per sequence    {per_sequence:.4f}")
    print(f"  per batch       {per_batch:.4f}")
    print(f"  with padding    {with_padding:.4f}")


if __name__ == "__main__":
    main()
