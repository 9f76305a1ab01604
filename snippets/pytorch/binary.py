"""What PyTorch says about yes or no: BCE, pos_weight, masks. Losses are in nats."""

# --8<-- [start:outputs]
import torch
import torch.nn as nn
import torch.nn.functional as F

bce = F.binary_cross_entropy_with_logits

z = torch.tensor([[2.0]], requires_grad=True)  # (N, 1)
one = bce(z, torch.tensor([[1.0]]))  # floats of the same shape

pair = torch.tensor([[1.0, 3.0]], requires_grad=True)  # (N, 2)
two = F.cross_entropy(pair, torch.tensor([1]))  # class numbers, (N,)

(one + two).backward()
# --8<-- [end:outputs]
one_slope, two_slopes = z.grad.tolist()[0], pair.grad.tolist()[0]
z = z.detach()

# --8<-- [start:channel]
channel = torch.tensor([[[[2.0, -1.0], [0.5, 1.0]]]], requires_grad=True)
mask = torch.tensor([[[[1.0, 0.0], [1.0, 1.0]]]])  # both (N, 1, H, W)

zero = F.cross_entropy(channel, mask)  # always 0, and so are its slopes
zero.backward()
right = bce(channel, mask)

squeezed = F.cross_entropy(channel.flatten(), mask.flatten())  # both (4,)
# --8<-- [end:channel]
zero = abs(zero.item())  # it is printed as -0.
zero_slopes = channel.grad.flatten().tolist()
softmaxed = channel.softmax(dim=1).flatten().tolist()

# --8<-- [start:several]
several = torch.tensor([[3.0, 2.0, -2.0]])  # cat, sofa, dog: (N, C)
present = torch.tensor([[1.0, 1.0, 0.0]])

mean_of_three = bce(several, present)
each = bce(several, present, reduction="none")
as_shares = F.cross_entropy(several, present)  # shares that add up to 2
answers = several > 0  # the same as several.sigmoid() > 0.5
# --8<-- [end:several]
at_the_best = F.cross_entropy(torch.tensor([[9.0, 9.0, -9.0]]), present)
same_answers = torch.equal(answers, several.sigmoid() > 0.5)
answers, too_few = answers.tolist()[0], (torch.tensor([0.4]) > 0.5).item()

# --8<-- [start:logits]
yes, no = torch.ones(1), torch.zeros(1)
sure = torch.tensor([20.0])
twice_yes, twice_no = bce(sure.sigmoid(), yes), bce((-sure).sigmoid(), no)

wrong = torch.tensor([-200.0])
stopped = F.binary_cross_entropy(wrong.sigmoid(), yes)  # stops at 100
going_on = bce(wrong, yes)

small = torch.tensor([1e-7])
small_yes = F.binary_cross_entropy(small, yes)
small_no = F.binary_cross_entropy(1 - small, no)
# --8<-- [end:logits]

# --8<-- [start:shape]
masks = torch.zeros(2, 3, 4, 3)  # (N, C, H, W), and as wide as it has classes
targets = torch.zeros(2, 3, 4, 3)
targets[:, 2] = 1  # all yes, in the last class
weight = torch.tensor([1.0, 2.0, 3.0])

by_class = bce(masks, targets, pos_weight=weight.view(3, 1, 1))
by_column = bce(masks, targets, pos_weight=weight)  # no message
all_yes = bce(masks, torch.ones_like(masks), pos_weight=weight.view(3, 1, 1))
# --8<-- [end:shape]
buffers = list(dict(nn.BCEWithLogitsLoss(pos_weight=weight).named_buffers()))

looks_alike = torch.zeros(10, requires_grad=True)  # ten pixels, one is yes
one_in_ten = torch.tensor([1.0] + [0.0] * 9)
plain = bce(looks_alike, one_in_ten)
with_weight = bce(looks_alike, one_in_ten, pos_weight=torch.tensor(9.0))
with_weight.backward()
total_slope = abs(looks_alike.grad.sum().item())

grey = bce(torch.tensor([5.0]), torch.tensor([255.0]))  # no message
mended = bce(torch.tensor([5.0]), torch.tensor([255.0]) / 255)


def main():
    print(f"one output   {one:.4f}, slope ", *(f"{x:.4f}" for x in one_slope))
    print(f"two outputs  {two:.4f}, slopes", *(f"{x:.4f}" for x in two_slopes))
    print(f"one channel  cross_entropy {zero:.4f}, BCE {right:.4f}")
    print(f"both (4,)    cross_entropy {squeezed:.4f}")
    print(f"several      BCE {mean_of_three:.4f}, cross_entropy {as_shares:.4f}")
    print(f"answers      {answers}")
    print(f"sigmoid twice, at best   yes {twice_yes:.4f}, no {twice_no:.4f}")
    print(f"yes, and a logit of -200 BCELoss {stopped:.0f}, with logits {going_on:.0f}")
    print(f"1e-7 for yes {small_yes:.4f}, 1 - 1e-7 for no {small_no:.4f}")
    print(f"pos_weight (3, 1, 1) {by_class:.4f}, (3,) {by_column:.4f}")
    print(f"one in ten   {plain:.4f}, pos_weight 9 {with_weight:.4f}")
    print(f"target 255   {grey:.4f}, over 255 {mended:.4f}")


if __name__ == "__main__":
    main()
