"""A small convolutional network segments the scenes, with six losses, in PyTorch.

It counts in float64, so that other processors come to the same digits.
"""

# --8<-- [start:network]
import torch
import torch.nn as nn
import torch.nn.functional as F

from snippets import digit_scenes as scenes

VOID = scenes.VOID  # 255
frequency = torch.tensor(scenes.frequency)


def network():
    """(N, 1, H, W) pictures to (N, 4, H, W) logits."""
    return nn.Sequential(
        nn.Conv2d(1, 16, 4, stride=2, padding=1), nn.ReLU(),  # half as large
        nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(),
        nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(),
        nn.ConvTranspose2d(16, scenes.CLASSES, 4, stride=2, padding=1),
    ).double()
# --8<-- [end:network]


# --8<-- [start:losses]
def cross_entropy(z, y, weight=None):
    return F.cross_entropy(z, y, weight=weight, ignore_index=VOID)


def focal(z, y, weight=None, gamma=2):
    """q comes from the loss without weights; the weights come afterwards."""
    nats = F.cross_entropy(z, y, ignore_index=VOID, reduction="none")
    q = torch.exp(-nats)
    keep = y != VOID
    w = torch.ones_like(nats) if weight is None else weight[y * keep]
    return ((1 - q) ** gamma * nats * w)[keep].sum() / w[keep].sum()


def dice(z, y):
    """1 - soft Dice of each class, over the whole batch, without void."""
    keep = (y != VOID)[:, None]
    p = F.one_hot(y.where(y != VOID, 0), z.shape[1]).movedim(-1, 1) * keep
    q = z.softmax(dim=1) * keep
    shared, total = (p * q).sum(dim=(0, 2, 3)), (p + q).sum(dim=(0, 2, 3))
    return 1 - ((2 * shared + 1) / (total + 1)).mean()


LOSSES = {
    "plain": cross_entropy,
    "weighted": lambda z, y: cross_entropy(z, y, 1 / frequency),
    "focal": focal,
    "dice": dice,
    "both": lambda z, y: cross_entropy(z, y) + dice(z, y),
    "informed": cross_entropy,
}
# --8<-- [end:losses]


# --8<-- [start:train]
def tensors(pictures, targets):
    return torch.tensor(pictures)[:, None], torch.tensor(targets)


def mean_iou(model, pictures, targets):
    with torch.no_grad():
        guess = model(pictures).argmax(dim=1)[targets != VOID]
    y = targets[targets != VOID]
    each = [((y == k) & (guess == k)).sum() / ((y == k) | (guess == k)).sum()
            for k in range(scenes.CLASSES)]
    return torch.stack(each).mean().item()


EARLY, LATE, SEEDS = 200, 800, 3


def train(name, seed, moments=(EARLY, LATE)):
    """Mean IoU on the test scenes after each of so many steps."""
    torch.manual_seed(seed)
    model = network()
    if name == "informed":  # the last bias starts at ln f
        with torch.no_grad():
            model[-1].bias.copy_(frequency.log())
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    pictures, targets = tensors(scenes.train_pictures, scenes.train_targets)
    test, found = tensors(scenes.test_pictures, scenes.test_targets), []
    for step in range(1, moments[-1] + 1):
        batch = torch.randint(len(pictures), (4,))
        loss = LOSSES[name](model(pictures[batch]), targets[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step in moments:
            # one pixel more or less is no difference
            found.append(round(mean_iou(model, *test), 2))
    return found
# --8<-- [end:train]

runs = {name: [train(name, seed) for seed in range(SEEDS)] for name in LOSSES}
early = {name: sum(run[0] for run in runs[name]) / SEEDS for name in runs}
late = {name: sum(run[1] for run in runs[name]) / SEEDS for name in runs}
weights = sum(parameter.numel() for parameter in network().parameters())


def wins(name, moment):
    """In how many seeds the mean IoU is above that of plain cross entropy."""
    pairs = zip(runs[name], runs["plain"])
    return sum(run[moment] > plain[moment] for run, plain in pairs)


early_wins = {name: wins(name, 0) for name in runs}
late_wins = {name: wins(name, 1) for name in runs}


def main():
    print(f"mean IoU of {SEEDS} starts, {weights} weights")
    print(f"            {EARLY} steps  {LATE} steps")
    for name in runs:
        print(f"{name:10}  {early[name]:9.2f}  {late[name]:9.2f}")


if __name__ == "__main__":
    main()
