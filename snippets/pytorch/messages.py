"""What PyTorch says where cross entropy is called in a wrong way."""

# --8<-- [start:message]
from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import default_collate


def message(call, *arguments, **options):
    """The last line of the traceback."""
    try:
        call(*arguments, **options)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


z = torch.zeros(4, 3)  # four images, three classes
y = torch.tensor([0, 1, 2, 0])
# --8<-- [end:message]

# --8<-- [start:dtypes]
float_labels = message(F.cross_entropy, z, y.float())
int32_labels = message(F.cross_entropy, z, y.int())
one_hot_integers = message(F.cross_entropy, z, F.one_hot(y, 3))
swapped = message(F.cross_entropy, y, z)
uint8_loss = F.cross_entropy(z, y.byte())  # no error here, but
byte_mask = torch.zeros(1, 2, 2).byte()  # in a mask, (N, H, W)
uint8_mask = message(F.cross_entropy, torch.zeros(1, 3, 2, 2), byte_mask)
# --8<-- [end:dtypes]

# --8<-- [start:shapes]
column = message(F.cross_entropy, z, y[:, None])  # (4, 1)
three_labels = message(F.cross_entropy, z, y[:3])
four = (4, 16, 45, 45)  # four images of 32400 values, not of 400
cut_rows = message(F.cross_entropy, torch.zeros(four).view(-1, 400), y)
wrong_layer = message(nn.Linear(400, 3), torch.zeros(four).flatten(1))
pixels = torch.zeros(1, 3, 2, 2)  # (N, C, H, W)
with_channel = message(F.cross_entropy, pixels, torch.ones(1, 1, 2, 2).long())
larger_mask = message(F.cross_entropy, pixels, torch.ones(1, 4, 4).long())
not_transposed = message(
    F.cross_entropy, torch.zeros(32, 100, 12778), torch.ones(32, 100).long()
)  # (B, T, C) and (B, T)
# --8<-- [end:shapes]

# --8<-- [start:range]
thirteen = torch.zeros(1, 13)  # 13 classes: labels 0 to 12
out_of_bounds = message(F.cross_entropy, thirteen, torch.tensor([13]))
mask = torch.tensor([[[0, 0], [192, 0]]])  # grey, not a class
grey_mask = message(F.cross_entropy, pixels, mask)
minus_one = message(F.cross_entropy, z, torch.tensor([0, -1, 2, 0]))
# --8<-- [end:range]

# --8<-- [start:bce]
bce = F.binary_cross_entropy_with_logits
one_logit = torch.zeros(4, 1)
bce_shape = message(bce, one_logit, torch.ones(4))
bce_integers = message(bce, one_logit, torch.ones(4, 1).long())
# --8<-- [end:bce]

# --8<-- [start:call]
constructed = message(nn.CrossEntropyLoss, z, y)
a_list = message(F.cross_entropy, z, [0, 1, 2, 0])
a_tuple = message(F.cross_entropy, (z, None), y)
a_dict = message(F.cross_entropy, OrderedDict(out=z), y)
two_weights = message(F.cross_entropy, z, y, weight=torch.ones(2))
of_numpy = torch.ones(3, dtype=torch.float64)  # as NumPy makes numbers
double_weights = message(F.cross_entropy, z, y, weight=of_numpy)
each = F.cross_entropy(z.clone().requires_grad_(), y, reduction="none")
not_one_number = message(each.backward)

# what a DataLoader makes of the labels of two images
_, names = default_collate([(0.5, "cat"), (0.7, "dog")])
of_names = message(F.cross_entropy, z[:2], names)  # a tuple of strings
_, pairs = default_collate([(0.5, (0, 7)), (0.7, (2, 9))])
of_pairs = message(F.cross_entropy, z[:2], pairs)  # a list of tensors
# what zip(*batch) makes of them: tuples, and the remedies
_, numbers = zip(*[(0.5, 0), (0.7, 2)])
of_numbers = message(F.cross_entropy, z[:2], numbers)
from_numbers = F.cross_entropy(z[:2], torch.tensor(numbers))
_, tensors = zip(*[(0.5, y[0]), (0.7, y[2])])
from_tensors = F.cross_entropy(z[:2], torch.stack(tensors))
# --8<-- [end:call]


def main():
    for said in [
        float_labels, int32_labels, one_hot_integers, swapped, uint8_mask, column, three_labels,
        cut_rows, wrong_layer, with_channel, larger_mask, not_transposed, out_of_bounds, grey_mask,
        minus_one, bce_shape, bce_integers, constructed, a_list, a_tuple, a_dict, two_weights,
        double_weights, not_one_number, of_names, of_pairs, of_numbers,
    ]:
        print(said)


if __name__ == "__main__":
    main()
