"""Shift, padding, perplexity, bfloat16 and chunks of a language model's loss.

Losses are in nats.
"""

# --8<-- [start:shift]
import torch
import torch.nn.functional as F

PAD = 0
tokens = torch.tensor([[5, 3, 4, 2], [6, 2, PAD, PAD]])  # (B, T)
mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])  # 1 where a token is

# (B, T, V): at each place logits for the token that comes next
z = torch.sin(torch.arange(2 * 4 * 7.0)).view(2, 4, 7)


def next_token_loss(z, labels):
    """The labels are the tokens themselves; the shift is made in here."""
    return F.cross_entropy(z[:, :-1].transpose(1, 2), labels[:, 1:])


labels = tokens.masked_fill(mask == 0, -100)
loss = next_token_loss(z, labels)
# --8<-- [end:shift]
pads_learnt = next_token_loss(z, tokens)
losses_counted = int((labels[:, 1:] != -100).sum())

# --8<-- [start:perplexity]
each = F.cross_entropy(z[:, :-1].transpose(1, 2), labels[:, 1:],
                       reduction="none")  # 0 where the label is -100
total, count = each.sum(), (labels[:, 1:] != -100).sum()

perplexity = (total / count).exp()  # add up over all batches, then this
of_padded = each.mean().exp()
mean_of_lines = (each.sum(dim=1) / (labels[:, 1:] != -100).sum(dim=1)).exp().mean()
# --8<-- [end:perplexity]

# --8<-- [start:first]
torch.manual_seed(0)
V = 50257


def first_loss(z):
    """Mean loss of the same logits, each token being the label once."""
    return -z.log_softmax(dim=0).mean()


zeros = first_loss(torch.zeros(V))  # ln V
normal = first_loss(torch.randn(V))  # and about 1/2 more
wide = first_loss(4 * torch.randn(V))
# --8<-- [end:first]

# --8<-- [start:bfloat16]
exact = torch.tensor([4.7477226, 4.9903674, 4.592032, 5.0644608])
in_steps = exact.bfloat16()

few = torch.linspace(-3, 3, 1000).repeat(4, 1)
its = torch.tensor([100, 300, 500, 700])
low = F.cross_entropy(few.bfloat16(), its)
high = F.cross_entropy(few.bfloat16().float(), its)
# --8<-- [end:bfloat16]

# --8<-- [start:chunks]
from torch.utils.checkpoint import checkpoint  # noqa: E402

hidden = torch.sin(torch.arange(64 * 8.0)).view(64, 8).requires_grad_()
weight = torch.cos(torch.arange(1000 * 8.0)).view(1000, 8).requires_grad_()
target = torch.arange(64)


def part(hidden, target):
    """Sum of the losses of some tokens; their logits live in here alone."""
    return F.cross_entropy((hidden @ weight.T).float(), target,
                           reduction="sum")


def in_chunks(count):
    """The mean loss; each chunk makes its logits once more for backward()."""
    chunks = zip(hidden.chunk(count), target.chunk(count))
    sums = [checkpoint(part, *chunk, use_reentrant=False) for chunk in chunks]
    return sum(sums) / len(target)
# --8<-- [end:chunks]


def slopes(mean):
    return torch.autograd.grad(mean, [hidden, weight])


whole = F.cross_entropy(hidden @ weight.T, target)
chunked = in_chunks(8)
same_slopes = all(
    torch.allclose(a, b, rtol=1e-4, atol=1e-6)
    for a, b in zip(slopes(whole), slopes(chunked))
)


def main():
    print(f"padding ignored          {loss:.4f}, {losses_counted} losses")
    print(f"padding learnt           {pads_learnt:.4f}")
    print(f"perplexity               {perplexity:.4f}")
    print(f"  padding averaged in    {of_padded:.4f}")
    print(f"  mean of both lines'    {mean_of_lines:.4f}")
    print(f"first loss: zeros        {zeros:.4f}")
    print(f"  normal logits          {normal:.1f}")
    print(f"  4 times as wide        {wide:.1f}")
    print("bfloat16", ", ".join(f"{x}" for x in in_steps.tolist()))
    print(f"  a mean in bfloat16     {low.item()}, in float32 {high:.4f}")
    print(f"whole {whole:.4f}, in chunks {chunked:.4f}, same slopes: {same_slopes}")


if __name__ == "__main__":
    main()
