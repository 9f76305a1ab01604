"""Focal loss right and wrong, one output channel, and a bias that knows, in PyTorch."""

# --8<-- [start:focal]
import torch
import torch.nn.functional as F

z = torch.tensor([[0.9, 0.1], [0.1, 0.9]]).log()  # q of class 0: 0.9 and 0.1
y = torch.tensor([0, 0])
weight = torch.tensor([10.0, 1.0])

nats = F.cross_entropy(z, y, reduction="none")  # without weights
q = torch.exp(-nats)
right = weight[y] * (1 - q) ** 2 * nats

weighted = F.cross_entropy(z, y, weight, reduction="none")
pt = torch.exp(-weighted)  # q to the power of 10
wrong = (1 - pt) ** 2 * weighted

mean = F.cross_entropy(z, y)  # averaged too early: one pt for all pixels
averaged = (1 - torch.exp(-mean)) ** 2 * mean
each = ((1 - q) ** 2 * nats).mean()
# --8<-- [end:focal]

# --8<-- [start:channel]
one = torch.tensor([[[[3.0, -2.0], [0.5, 8.0]]]], requires_grad=True)  # (1, 1, 2, 2)
zeros = torch.zeros(1, 2, 2, dtype=torch.long)
one_channel = F.cross_entropy(one, zeros)
one_channel.backward()
steepest = one.grad.abs().max()
try:
    F.cross_entropy(one, zeros + 1)
except IndexError as error:
    with_object = f"IndexError: {error}"

mask = torch.tensor([[[0.0, 0.0], [1.0, 1.0]]])  # 1 where the object is
with_bce = F.binary_cross_entropy_with_logits(one.squeeze(1), mask)
# --8<-- [end:channel]

# --8<-- [start:bias]
frequency = torch.tensor([0.9503, 0.0114, 0.0207, 0.0176])  # of the classes
last = torch.nn.Conv2d(16, 4, kernel_size=1)
with torch.no_grad():
    last.bias.copy_(frequency.log())
# --8<-- [end:bias]
# an input of 0, and each class as often as its frequency says
start = last(torch.zeros(1, 16, 1, 1)).flatten()
first_loss = F.cross_entropy(start, frequency)


def main():
    print("focal loss, weight 10, q 0.9 and 0.1")
    print("  right      ", ", ".join(f"{x:.4f}" for x in right))
    print("  weighted pt", ", ".join(f"{x:.4f}" for x in wrong))
    print("focal loss without weights")
    print(f"  right       {each:.4f}")
    print(f"  mean first  {averaged:.4f}")
    print("one output channel")
    print(f"  CE {one_channel:.4f}, steepest slope {steepest:.4f}")
    print(f"  {with_object}")
    print(f"  BCE {with_bce:.4f}")
    print(f"first loss, bias at ln f: {first_loss:.4f}")


if __name__ == "__main__":
    main()
