"""What PyTorch says where binary cross entropy is called in a wrong way."""

# --8<-- [start:ranges]
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch._subclasses.fake_tensor import FakeTensorMode

from snippets.pytorch.messages import message

bce = F.binary_cross_entropy_with_logits
z, y = torch.tensor([2.0, -1.0]), torch.tensor([1.0, 0.0])

logits_as_q = message(F.binary_cross_entropy, z, y)
grey_target = message(F.binary_cross_entropy, z.sigmoid(), 255 * y)
no_message = message(bce, z, 255 * y)  # None: with logits nothing is checked
# --8<-- [end:ranges]

# --8<-- [start:types]
byte_mask = message(bce, z, y.byte())
long_targets = message(F.binary_cross_entropy, z.sigmoid(), y.long())
double_targets = message(F.binary_cross_entropy, z.sigmoid(), y.double())
other_shape = message(F.binary_cross_entropy, z.sigmoid()[:, None], y)
# --8<-- [end:types]

# --8<-- [start:weights]
masks = torch.zeros(2, 3, 4, 4)  # (N, C, H, W)
three = torch.tensor([1.0, 2.0, 3.0])

along_the_width = message(bce, masks, masks, pos_weight=three)
two_for_one = message(bce, z[:, None], y[:, None], pos_weight=three[:2])
a_float = message(bce, z, y, pos_weight=3.0)
without_logits = message(nn.BCELoss, pos_weight=three)
# --8<-- [end:weights]

channel = torch.zeros(1, 1, 2, 2)
labels = torch.tensor([[[0, 1], [0, 0]]])
one_channel = message(F.cross_entropy, channel, labels)

# --8<-- [start:autocast]
def under_autocast(loss):
    """No GPU here: fake tensors have no numbers, but are checked as if on one."""
    with FakeTensorMode():
        torch.set_autocast_enabled("cuda", True)
        q = torch.full((2,), 0.5, device="cuda")
        said = message(loss, q, torch.ones_like(q))
        torch.set_autocast_enabled("cuda", False)
    return said


autocast = under_autocast(F.binary_cross_entropy)
with_logits = under_autocast(bce)  # None
# --8<-- [end:autocast]
autocast = autocast.partition("\n")[0]  # it goes on for four lines


def main():
    for said in [
        logits_as_q, grey_target, byte_mask, long_targets, double_targets, other_shape,
        along_the_width, two_for_one, a_float, without_logits, one_channel, autocast,
    ]:
        print(said)


if __name__ == "__main__":
    main()
