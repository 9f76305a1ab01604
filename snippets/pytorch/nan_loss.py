"""One step of training on a loss of nan: which weights become nan, and which do not."""

# --8<-- [start:steps]
import torch
import torch.nn.functional as F

target = torch.tensor([0])
one_hot = torch.tensor([[1.0, 0.0, 0.0]])
hidden = torch.tensor([[False, False, True]])  # class 2 is masked


def step(loss_of):
    """The loss of one step, and how many of six weights it makes nan."""
    weight = torch.ones(3, 2, requires_grad=True)
    z = torch.ones(1, 2) @ weight.T  # three equal logits
    loss = loss_of(z)
    loss.backward()
    stepped = weight - 0.1 * weight.grad
    return loss.item(), stepped.isnan().sum().item()


def overflowing(z):
    powers = (100 * z).exp()  # inf
    return -(powers / powers.sum()).log()[0, 0]


def ignoring(z):
    return F.cross_entropy(z, target, ignore_index=0)


def masking(z):
    return F.cross_entropy(z.masked_fill(hidden, -torch.inf), one_hot)


def by_hand(z):
    losses = F.cross_entropy(z, target, reduction="none")
    mask = torch.zeros(1)  # nothing counts
    return (losses * mask).sum() / mask.sum()


def at_least_1(z):
    losses = F.cross_entropy(z, target, reduction="none")
    mask = torch.zeros(1)
    return (losses * mask).sum() / mask.sum().clamp(min=1)


overflowed, ignored, masked = [step(f) for f in (overflowing, ignoring, masking)]
divided, clamped = step(by_hand), step(at_least_1)
# --8<-- [end:steps]


def main():
    for name, (loss, nans) in [
        ("inf / inf in the softmax", overflowed),
        ("all targets ignored", ignored),
        ("masked, one-hot target", masked),
        ("mean by hand, none counted", divided),
        ("the same, clamp(min=1)", clamped),
    ]:
        print(f"{name:26} loss {loss}, weights that are nan: {nans} of 6")


if __name__ == "__main__":
    main()
