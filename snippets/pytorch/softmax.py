"""Where the softmax belongs in PyTorch, and where it does harm."""

# --8<-- [start:ends]
import torch
import torch.nn.functional as F

logits = torch.tensor([[2.0, 1.0, -1.0]])  # one image, three classes
target = torch.tensor([0])

q = F.softmax(logits, dim=1)
log_q = F.log_softmax(logits, dim=1)

logits_ce = F.cross_entropy(logits, target)
log_q_nll = F.nll_loss(log_q, target)
log_q_ce = F.cross_entropy(log_q, target)
q_ce = F.cross_entropy(q, target)  # softmax twice
q_nll = F.nll_loss(q, target)  # no logarithm at all
# --8<-- [end:ends]


# --8<-- [start:slope]
def slope(last_layer):
    """Slope along the true class's logit where q is sure and wrong."""
    z = torch.tensor([[0.0, 8.0, 0.0]], requires_grad=True)
    F.cross_entropy(last_layer(z), target).backward()
    return z.grad[0, 0]


slope_once = slope(torch.nn.Identity())
slope_twice = slope(torch.nn.Softmax(dim=1))
# --8<-- [end:slope]
times_smaller = slope_once / slope_twice

# --8<-- [start:sigmoid]
z = torch.tensor([2.0])
bce = F.binary_cross_entropy_with_logits(z, torch.tensor([1.0]))

two = torch.tensor([[0.0, 2.0]])
ce = F.cross_entropy(two, torch.tensor([1]))
# --8<-- [end:sigmoid]


def main():
    print("network ends in  loss function  loss")
    print(f"logits           cross_entropy {logits_ce:7.4f}")
    print(f"log_softmax      nll_loss      {log_q_nll:7.4f}")
    print(f"log_softmax      cross_entropy {log_q_ce:7.4f}")
    print(f"softmax          cross_entropy {q_ce:7.4f}")
    print(f"softmax          nll_loss      {q_nll:7.4f}")
    print()
    print("slope when sure and wrong")
    print(f"logits  {slope_once:9.6f}")
    print(f"softmax {slope_twice:9.6f}")
    print()
    print(f"one logit, BCE with logits {bce:.4f}")
    print(f"two logits, cross entropy  {ce:.4f}")


if __name__ == "__main__":
    main()
