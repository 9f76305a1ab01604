"""PyTorch's gradients along the logits, beside q - p."""

import textwrap
import warnings

# --8<-- [start:leaf]
import torch
import torch.nn.functional as F

q = torch.tensor(
    [[0.1, 0.54, 0.36], [0.48, 0.2, 0.32], [0.48, 0.32, 0.2]]
)
target = torch.tensor([0, 1, 2])

z = q.log().requires_grad_()
loss = F.cross_entropy(z, target)  # a mean over three images
loss.backward()
grad = z.grad

# q - p over the batch size, in three lines
by_hand = F.softmax(z.detach(), dim=1)
by_hand[torch.arange(3), target] -= 1
by_hand /= 3
# --8<-- [end:leaf]

# --8<-- [start:retain]
torch.manual_seed(0)
layer = torch.nn.Linear(2, 3)
inputs = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])

logits = layer(inputs)
F.cross_entropy(logits, target).backward()
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    forgotten = logits.grad  # None, and a warning

layer.zero_grad()
logits = layer(inputs)
logits.retain_grad()  # before backward
F.cross_entropy(logits, target).backward()
kept = logits.grad
is_outer = torch.allclose(layer.weight.grad, kept.T @ inputs)
# --8<-- [end:retain]
warning = str(said[0].message).partition(". ")[0] + "."
was_none = forgotten is None

# --8<-- [start:gradcheck]
z_64 = q.double().log().requires_grad_()
z_32 = q.log().requires_grad_()


def mean_loss(z):
    return F.cross_entropy(z, target)


in_float64 = torch.autograd.gradcheck(mean_loss, z_64)
in_float32 = torch.autograd.gradcheck(
    mean_loss, z_32, raise_exception=False
)
# --8<-- [end:gradcheck]

# --8<-- [start:ignored]
pixels = q.log().T.reshape(1, 3, 1, 3).requires_grad_()  # N, C, H, W
mask = torch.tensor([[[0, 1, 255]]])  # N, H, W
F.cross_entropy(pixels, mask, ignore_index=255).backward()

nothing_left = torch.full_like(mask, 255)
all_ignored = F.cross_entropy(pixels, nothing_left, ignore_index=255)
pixel_grad = pixels.grad.reshape(3, 3).T  # a row for each pixel
# --8<-- [end:ignored]


def rows(name, tensor):
    print(name)
    for row in tensor.tolist():
        # 0.0 + x, because PyTorch may give -0.0
        print(" ", " ".join(f"{0.0 + x:8.4f}" for x in row))


def main():
    rows("z.grad", grad)
    rows("(q - p) / 3", by_hand)
    print()
    print("without retain_grad:", forgotten)
    print(textwrap.fill(warning, 44))
    rows("with retain_grad:", kept)
    print("weight.grad is q - p times each input:", is_outer)
    print()
    print("gradcheck, float64:", in_float64)
    print("gradcheck, float32:", in_float32)
    print()
    rows("pixels, the third ignored", pixel_grad)
    print(f"loss, all ignored: {all_ignored:.4f}")


if __name__ == "__main__":
    main()
