"""Calling cross entropy: its relatives, shapes, targets, and what predicts.

Source: the page of torch.nn.CrossEntropyLoss, for shapes and targets.
"""

# --8<-- [start:relatives]
import torch
import torch.nn as nn
import torch.nn.functional as F

z = torch.tensor([[2.0, 1.0, -1.0]])  # logits of one image
y = torch.tensor([0])  # its class, counted from 0
p = F.one_hot(y, num_classes=3).float()  # the same as probabilities

from_index = nn.CrossEntropyLoss()(z, y)  # made first, then called
as_function = F.cross_entropy(z, y)
from_probabilities = F.cross_entropy(z, p)
from_log_q = F.nll_loss(F.log_softmax(z, dim=1), y)
from_kl = F.kl_div(F.log_softmax(z, dim=1), p, reduction="batchmean")
each_class = F.binary_cross_entropy_with_logits(z, p)  # three yes or no
# --8<-- [end:relatives]


# --8<-- [start:shapes]
def losses(*shape, target):
    """Shape of the losses that the mean is taken of."""
    labels = torch.zeros(target, dtype=torch.int64)
    each = F.cross_entropy(torch.zeros(shape), labels, reduction="none")
    return tuple(each.shape)


of_images = losses(2, 5, target=(2,))
of_tokens = losses(2, 5, 7, target=(2, 7))
of_pixels = losses(2, 5, 4, 6, target=(2, 4, 6))
# --8<-- [end:shapes]
same_shape = F.cross_entropy(
    torch.zeros(2, 5, 4, 6), torch.zeros(2, 5, 4, 6), reduction="none"
)
of_probabilities = tuple(same_shape.shape)

# --8<-- [start:outside]
odd_logits = torch.tensor([[0.4, 0.8, 0.6], [0.3, 0.0, 0.5]])
no_probabilities = torch.tensor([[6.2, -7.9, 3.4], [2.1, 8.6, -12.5]])
outside = F.cross_entropy(odd_logits, no_probabilities)
# --8<-- [end:outside]

# --8<-- [start:transpose]
sentence = torch.tensor(
    [[[3.0, 1, -2, 0], [2, 3, 2, 3], [-2, 1, 2, 1], [-1, 1, 2, -2]]]
)  # (B, T, C): one sentence, four tokens, four words to choose from
following = torch.tensor([[0, 1, 2, 3]])  # (B, T): the true words

right = F.cross_entropy(sentence.transpose(1, 2), following)
right_too = F.cross_entropy(sentence.flatten(0, 1), following.flatten())
wrong = F.cross_entropy(sentence, following)  # no error
# --8<-- [end:transpose]

# --8<-- [start:flatten]
image = torch.tensor([[[[3.0, 3], [3, -3]], [[-3, -3], [-3, 3]]]])  # (N, C, H, W): two classes
mask = torch.tensor([[[0, 0], [0, 1]]])  # (N, H, W)

flat_right = F.cross_entropy(image.permute(0, 2, 3, 1).reshape(-1, 2), mask.flatten())
not_flat = F.cross_entropy(image, mask)
flat_wrong = F.cross_entropy(image.view(-1, 2), mask.flatten())  # no error
# --8<-- [end:flatten]

# --8<-- [start:predict]
predicted = z.argmax(dim=1)  # no softmax needed
q = F.softmax(z, dim=1)  # to show probabilities
several = z.sigmoid() > 0.5  # after BCEWithLogitsLoss: yes or no, each
# --8<-- [end:predict]
above_0 = z > 0


def main():
    print(f"CrossEntropyLoss, index         {from_index:.4f}")
    print(f"cross_entropy, index            {as_function:.4f}")
    print(f"cross_entropy, probabilities    {from_probabilities:.4f}")
    print(f"nll_loss of log_softmax         {from_log_q:.4f}")
    print(f"kl_div of log_softmax           {from_kl:.4f}")
    print(f"BCE with logits                 {each_class:.4f}")
    print()
    print("losses of (2, 5)               ", of_images)
    print("losses of (2, 5, 7)            ", of_tokens)
    print("losses of (2, 5, 4, 6)         ", of_pixels)
    print()
    print(f"targets outside 0 to 1          {outside:.4f}")
    print(f"(B, T, C) transposed, flat      {right:.4f} {right_too:.4f}")
    print(f"(B, T, C) as it is              {wrong:.4f}")
    print(f"pixels, classes last; not flat  {flat_right:.4f} {not_flat:.4f}")
    print(f"pixels, by view alone           {flat_wrong:.4f}")
    print()
    print("argmax ", predicted.tolist())
    print("softmax", [round(x, 4) for x in q[0].tolist()])
    print("sigmoid", several[0].tolist())


if __name__ == "__main__":
    main()
