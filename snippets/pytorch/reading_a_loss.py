"""Dropout in both modes, a loss that becomes nan, and a temperature, in PyTorch.

Losses are in nats. The digits and the trained network are those of the chapter.
"""

import math

# --8<-- [start:modes]
import torch
import torch.nn.functional as F
from torch import nn

from snippets import calibration, digits, small_network

torch.manual_seed(0)
x = torch.tensor(small_network.train_x[:, :196]).float()
labels = torch.tensor(small_network.train_p.argmax(axis=1))
network = nn.Sequential(nn.Linear(196, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 3))
optimizer = torch.optim.SGD(network.parameters(), lr=0.03)

for _ in range(5):
    printed, images = 0.0, 0
    network.train()  # dropout on
    for rows in torch.arange(600).split(6):
        loss = F.cross_entropy(network(x[rows]), labels[rows])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        printed += loss.item() * len(rows)  # not the mean of means
        images += len(rows)
while_training = printed / images

network.eval()  # dropout off
with torch.no_grad():
    at_the_end = F.cross_entropy(network(x), labels).item()
# --8<-- [end:modes]
# rounded, because machines differ in the last digits
while_training, at_the_end = round(while_training, 2), round(at_the_end, 2)


# --8<-- [start:nan]
def until_nan(loss_of, divisor):
    """The losses of the first minibatches of six digits, up to the first nan."""
    pixels = torch.tensor(digits.train_images.reshape(-1, 784)).float() / divisor
    labels = torch.tensor(digits.train_targets.argmax(axis=1))
    torch.manual_seed(0)
    layer = nn.Linear(784, 3)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.03)
    losses = []
    for rows in torch.arange(996).split(6):
        loss = loss_of(layer(pixels[rows]), labels[rows])
        losses.append(loss.item())
        if loss.isnan():
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


def by_hand(z, labels):
    q = torch.softmax(z, dim=1)
    return F.nll_loss(torch.log(q), labels)


hand_raw = until_nan(by_hand, 1)
hand_scaled = until_nan(by_hand, 255)
built_in_raw = until_nan(F.cross_entropy, 1)
# --8<-- [end:nan]

nan_step = len(hand_raw)
hand_raw = [round(loss, 2) for loss in hand_raw]
finite = [all(map(math.isfinite, seen)) for seen in (hand_scaled, built_in_raw)]
del hand_scaled, built_in_raw  # they differ from machine to machine

# --8<-- [start:temperature]
z = torch.tensor(calibration.validation_z)
truth = torch.tensor(small_network.validation_p.argmax(axis=1))
log_T = torch.zeros(1, dtype=z.dtype, requires_grad=True)  # T stays positive
lbfgs = torch.optim.LBFGS([log_T], max_iter=100)


def closure():
    lbfgs.zero_grad()
    loss = F.cross_entropy(z / log_T.exp(), truth)
    loss.backward()
    return loss


before = closure().item()
lbfgs.step(closure)
T, after = log_T.exp().item(), closure().item()
# --8<-- [end:temperature]


def main():
    print("the training loss after five epochs with dropout")
    print(f"  while training  {while_training:.2f}")
    print(f"  at the end      {at_the_end:.2f}")
    print("losses of minibatches, until one is nan")
    print(f"  log(softmax), pixels 0 to 255   {hand_raw}")
    for name, fine in zip(("log(softmax), pixels 0 to 1    ", "cross_entropy, pixels 0 to 255 "),
                          finite):
        print(f"  {name} {'all finite' if fine else 'not all finite'}")
    print("a temperature for the validation digits")
    print(f"  T = {T:.4f}: from {before:.4f} to {after:.4f} nats")


if __name__ == "__main__":
    main()
