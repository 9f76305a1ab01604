"""The lab in PyTorch: its minibatch, its gradient and its training."""

# --8<-- [start:minibatch]
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

q_before = torch.tensor(
    [[0.1, 0.54, 0.36], [0.48, 0.2, 0.32], [0.48, 0.32, 0.2]]
)
target = torch.tensor([0, 1, 2])
logits = q_before.log().requires_grad_()

mean_nats = F.cross_entropy(logits, target)
sum_bits = F.cross_entropy(logits, target, reduction="sum") / math.log(2)
mean_nats.backward()
slopes = logits.grad * 3  # of one image's loss, not of the mean
# --8<-- [end:minibatch]


# --8<-- [start:train]
def train(epochs, learning_rate=0.01):
    """Mean loss in nats after each epoch, from the lab's own start."""
    with np.load(Path(__file__).parents[1] / "data" / "digits.npz") as digits:
        # float64, as numpy counts; most trainings take float32
        images = torch.tensor(digits["train_images"]).double()
        labels = torch.tensor(digits["train_labels"]).long() - 1  # from 0
    images = images.reshape(-1, 784) / 255

    model = torch.nn.Linear(784, 3).double()
    bound = 1 / math.sqrt(784)
    start = np.random.default_rng(0).uniform(-bound, bound, (3, 785))
    start = torch.tensor(start)
    with torch.no_grad():
        model.weight.copy_(start[:, :784])
        model.bias.copy_(start[:, 784])
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)

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
