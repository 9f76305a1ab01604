"""The lab in PyTorch: its minibatch, its gradient and its training."""

# --8<-- [start:minibatch]
import math

import torch
import torch.nn.functional as F

from snippets import training
from snippets.worked_example import before

target = torch.tensor([0, 1, 2])
logits = torch.tensor(before.q).log().requires_grad_()

mean_nats = F.cross_entropy(logits, target)
sum_bits = F.cross_entropy(logits, target, reduction="sum") / math.log(2)
mean_nats.backward()
slopes = logits.grad * 3  # of one image's loss, not of the mean
# --8<-- [end:minibatch]


# --8<-- [start:train]
def train(epochs):
    """Mean loss in nats after each epoch, from the lab's own start."""
    # float64, as numpy counts; a real training would take float32
    images = torch.tensor(training.train_inputs[:, :784])
    labels = torch.tensor(training.train_targets.argmax(axis=1))

    model = torch.nn.Linear(784, 3).double()
    with torch.no_grad():
        start = torch.tensor(training.initial_weight())
        model.weight.copy_(start[:, :784])
        model.bias.copy_(start[:, 784])
    optimizer = torch.optim.SGD(model.parameters(), lr=training.LEARNING_RATE)

    losses = []
    for _ in range(epochs):
        for x, y in zip(images.split(3), labels.split(3)):
            optimizer.zero_grad()
            F.cross_entropy(model(x), y).backward()
            optimizer.step()
        with torch.no_grad():
            losses.append(F.cross_entropy(model(images), labels).item())
    return losses


EPOCHS = 5
losses = train(EPOCHS)
# --8<-- [end:train]


def main():
    print(f"minibatch: mean {mean_nats:.4f} nats, sum {sum_bits:.4f} bits")
    print("gradient of each image's loss:")
    for row in slopes.tolist():
        print("  " + " ".join(f"{slope:+.4f}" for slope in row))
    for epoch, loss in enumerate(losses, start=1):
        print(f"epoch {epoch}: {loss:.4f} nats")


if __name__ == "__main__":
    main()
