"""First losses, reductions and a loss stuck at ln 2, in PyTorch."""

# --8<-- [start:first]
import torch
import torch.nn as nn
import torch.nn.functional as F

CLASS_COUNTS = [2, 3, 10, 1000, 50257]
target = torch.tensor([0, 1, 0, 1])


def first_loss(classes):
    """Mean loss of a network that gives 0 for every class."""
    logits = torch.zeros(4, classes)
    return F.cross_entropy(logits, target)


first = [first_loss(classes) for classes in CLASS_COUNTS]
# --8<-- [end:first]

# --8<-- [start:reductions]
q = torch.tensor([[0.1, 0.54, 0.36], [0.48, 0.2, 0.32], [0.48, 0.32, 0.2]])
labels = torch.tensor([0, 1, 2])

nats_each = F.cross_entropy(q.log(), labels, reduction="none")
nats_sum = F.cross_entropy(q.log(), labels, reduction="sum")
nats_mean = F.cross_entropy(q.log(), labels)
bits_sum = nats_sum / torch.tensor(2.0).log()
perplexity = nats_mean.exp()
# --8<-- [end:reductions]


# --8<-- [start:stuck]
def losses(zeros, steps=100):
    """Losses of a small network; half the targets are of each class."""
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    if zeros:
        for parameter in network.parameters():
            nn.init.zeros_(parameter)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    seen = []
    for _ in range(steps + 1):
        value = F.cross_entropy(network(torch.eye(4)), target)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        seen.append(value.item())
    return seen


stuck = losses(zeros=True)[::50]
# rounded, because machines differ in the last digits
learns = [round(value, 2) for value in losses(zeros=False)[::50]]
# --8<-- [end:stuck]
one_logit = F.binary_cross_entropy_with_logits(torch.zeros(4), target.float())
SHARES = [0.45, 0.55]  # of two classes, where that is all a network knows
shares_nats = F.cross_entropy(torch.tensor(SHARES).log(), torch.tensor(SHARES))


def main():
    for classes, value in zip(CLASS_COUNTS, first):
        print(f"{classes:5} classes: {value:.4f}")
    print(f"sum {nats_sum:.4f}, mean {nats_mean:.4f} nats")
    print(f"sum {bits_sum:.4f} bits, perplexity {perplexity:.4f}")
    print("steps 0, 50, 100")
    print("  all zeros:", ", ".join(f"{value:.4f}" for value in stuck))
    print("  at random:", ", ".join(f"{value:.2f}" for value in learns))


if __name__ == "__main__":
    main()
