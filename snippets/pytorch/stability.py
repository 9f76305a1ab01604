"""Where PyTorch gives inf and nan, and which loss functions avoid them.

Losses are in nats. Sources: the pages of torch.nn.BCELoss (its logarithms
stop at -100), torch.nn.BCEWithLogitsLoss, torch.nn.CrossEntropyLoss, torch.amp
(the list of what autocasts to float32) and torch.autograd.set_detect_anomaly.
"""

# --8<-- [start:gap]
import torch
import torch.nn.functional as F

target = torch.tensor([0])


def softmax_log(z):
    return F.nll_loss(F.softmax(z, dim=1).log(), target)


def with_epsilon(z):
    return F.nll_loss((F.softmax(z, dim=1) + 1e-8).log(), target)


def from_logits(z):
    return F.cross_entropy(z, target)


def loss_and_slope(loss_of, gap, dtype):
    """Loss of the logits (0, gap), and its slope along the first."""
    z = torch.tensor([[0.0, gap]], dtype=dtype, requires_grad=True)
    loss = loss_of(z)
    loss.backward()
    return loss.item(), z.grad[0, 0].item()
# --8<-- [end:gap]


cases = [(torch.float16, 12), (torch.float16, 18),
         (torch.float32, 30), (torch.float32, 89), (torch.float32, 104)]
by_softmax, by_epsilon, by_logits = [
    [loss_and_slope(loss_of, gap, dtype) for dtype, gap in cases]
    for loss_of in (softmax_log, with_epsilon, from_logits)
]


# --8<-- [start:bce]
def two_classes(z, label):
    """Loss and slope from the probability, and from the logit."""
    results = []
    for loss_of in (
        lambda z, y: F.binary_cross_entropy(torch.sigmoid(z), y),
        F.binary_cross_entropy_with_logits,
    ):
        logit = torch.tensor([z], requires_grad=True)
        loss = loss_of(logit, torch.tensor([label]))
        loss.backward()
        results.append((loss.item(), logit.grad.item()))
    return results


FAR = 20.0
wrong_above = two_classes(FAR, 0.0)  # q should be 0, rounds to 1
wrong_below = two_classes(-FAR, 1.0)  # q should be 1, is near 0
# --8<-- [end:bce]


# --8<-- [start:half]
def pixels(side, **options):
    """Cross entropy of one image whose logits are all 0, in float16."""
    z = torch.zeros(1, 3, side, side, dtype=torch.float16)
    y = torch.zeros(1, side, side, dtype=torch.long)
    return F.cross_entropy(z, y, **options)


sum_250, mean_250 = pixels(250, reduction="sum"), pixels(250)
sum_256, mean_256 = pixels(256, reduction="sum"), pixels(256)

with torch.autocast("cpu", dtype=torch.float16):
    mean_autocast = pixels(256)
# --8<-- [end:half]
autocast_dtype = str(mean_autocast.dtype)

# --8<-- [start:mask]
inf = torch.inf
masked = torch.tensor([[2.0, 1.0, -inf]])
all_masked = torch.tensor([[-inf, -inf, -inf]])
one_hot = torch.tensor([[1.0, 0.0, 0.0]])

mask_right = F.cross_entropy(masked, target)
mask_target = F.cross_entropy(masked, torch.tensor([2]))
mask_all = F.cross_entropy(all_masked, target)
mask_one_hot = F.cross_entropy(masked, one_hot)
mask_smooth = F.cross_entropy(masked, target, label_smoothing=0.1)

lowest = torch.finfo(masked.dtype).min  # finite, so 0 times it is 0
finite_one_hot = F.cross_entropy(masked.clamp(min=lowest), one_hot)
finite_all = F.cross_entropy(all_masked.clamp(min=lowest), target)
# --8<-- [end:mask]
LOW = -1e9
half = torch.zeros(3, dtype=torch.float16)
try:
    half.masked_fill(torch.tensor([True, False, False]), LOW)
except RuntimeError as error:
    too_low = f"RuntimeError: {error}"


# --8<-- [start:find]
def check(name, values):
    """Raises ValueError where any value is inf or nan."""
    bad = (~torch.isfinite(values)).sum().item()
    if bad:
        raise ValueError(f"{name}: {bad} of {values.numel()} not finite")


def train_step():
    z = torch.tensor([[0.0, 104.0]], requires_grad=True)
    check("logits", z)
    q = F.softmax(z, dim=1)
    check("q", q)
    loss = F.nll_loss(q.log(), target)
    check("loss", loss)


try:
    train_step()
except ValueError as error:
    found = str(error)

try:
    with torch.autograd.set_detect_anomaly(True):
        loss_and_slope(softmax_log, 89.0, torch.float32)
except RuntimeError as error:
    anomaly = str(error)
# --8<-- [end:find]


def main():
    print("logits (0, gap)  softmax, log   + 1e-8   cross_entropy")
    for (dtype, gap), *results in zip(cases, by_softmax, by_epsilon, by_logits):
        name = str(dtype).removeprefix("torch.")
        print(f"{name} {gap:4} loss ", *(f"{loss:12.4f}" for loss, _ in results))
        print("             slope", *(f"{slope:12.4f}" for _, slope in results))
    print()
    print("two classes       BCE of sigmoid   BCE with logits")
    for name, (q, z) in [("z = 20, label 0 ", wrong_above),
                         ("z = -20, label 1", wrong_below)]:
        print(f"{name}  {q[0]:6.2f} ({q[1]:5.2f})   {z[0]:6.2f} ({z[1]:5.2f})")
    print()
    print("float16, one loss a pixel      sum    mean")
    print(f"250 x 250 pixels            {sum_250:6.0f}  {mean_250:6.4f}")
    print(f"256 x 256 pixels            {sum_256:6.0f}  {mean_256:6.4f}")
    print(f"256 x 256 with autocast             {mean_autocast:6.4f}")
    print()
    print("a logit of -inf")
    print(f"another class is true    {mask_right:.4f}")
    print(f"that class is true       {mask_target:.4f}")
    print(f"all logits are -inf      {mask_all:.4f}")
    print(f"one-hot target           {mask_one_hot:.4f}")
    print(f"label smoothing          {mask_smooth:.4f}")
    print("the lowest finite number instead")
    print(f"one-hot target           {finite_one_hot:.4f}")
    print(f"all logits               {finite_all:.4f}")
    print("-1e9 in float16")
    print(too_low)
    print()
    print("check:  ", found)
    print("anomaly:", anomaly)


if __name__ == "__main__":
    main()
