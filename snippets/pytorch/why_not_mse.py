"""A network that is sure and wrong: three losses, and the accuracy."""

# --8<-- [start:slopes]
import torch
import torch.nn.functional as F

target = torch.tensor([0])
p = F.one_hot(target, 3).float()


def look(loss):
    """The loss of sure and wrong logits, and its slope along each."""
    z = torch.tensor([[0.0, 8.0, 0.0]], requires_grad=True)
    value = loss(z)
    value.backward()
    return [value.item(), *z.grad[0].tolist()]


ce = look(lambda z: F.cross_entropy(z, target))
mse_softmax = look(lambda z: F.mse_loss(F.softmax(z, dim=1), p))
mse_logits = look(lambda z: F.mse_loss(z, p))
# --8<-- [end:slopes]
times_smaller = ce[1] / mse_softmax[1]


# --8<-- [start:accuracy]
def accuracy(z):
    return (z.argmax(dim=1) == target).float().mean()


try:
    look(accuracy)
except RuntimeError as error:
    message = str(error)
# --8<-- [end:accuracy]


def main():
    print("                loss    slopes")
    for name, row in [
        ("cross_entropy", ce),
        ("mse, softmax", mse_softmax),
        ("mse, logits", mse_logits),
    ]:
        print(f"{name:13}", " ".join(f"{x:8.5f}" for x in row))
    print("accuracy:")
    print(message)


if __name__ == "__main__":
    main()
