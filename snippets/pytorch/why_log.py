"""cross_entropy taken apart, and a product of 999 probabilities."""

# --8<-- [start:parts]
import torch
import torch.nn.functional as F

q = torch.tensor(
    [[0.1, 0.54, 0.36], [0.48, 0.2, 0.32], [0.48, 0.32, 0.2]]
)
target = torch.tensor([0, 1, 2])
logits = q.log() + 4  # a constant on every logit leaves q as it is

log_q = F.log_softmax(logits, dim=1)
two_steps = F.nll_loss(log_q, target)
one_step = F.cross_entropy(logits, target)
# --8<-- [end:parts]
q_true = log_q.exp()[torch.arange(3), target]
from_product = -q_true.prod().log() / 3
log_softmax_twice = F.cross_entropy(log_q, target)

# --8<-- [start:forgotten]
no_log = F.nll_loss(F.softmax(logits, dim=1), target)
# --8<-- [end:forgotten]


# --8<-- [start:product]
def loss_and_slope(loss_of):
    """A loss of 999 images whose three logits are all 0; one slope."""
    logits = torch.zeros(999, 3, requires_grad=True)
    q_true = F.softmax(logits, dim=1)[:, 0]
    loss = loss_of(q_true)
    loss.backward()
    return loss.item(), logits.grad[0, 0].item()


by_product = loss_and_slope(lambda q_true: -q_true.prod().log())
by_sum = loss_and_slope(lambda q_true: -q_true.log().sum())
# --8<-- [end:product]


def main():
    print(f"log_softmax, nll_loss: {two_steps:.4f}")
    print(f"cross_entropy:         {one_step:.4f}")
    print(f"-log of the product:   {from_product:.4f} (a third)")
    print(f"log_softmax twice:     {log_softmax_twice:.4f}")
    print(f"nll_loss without log:  {no_log:.4f}")
    print("999 images: loss and slope")
    print(f"  -log of the product: {by_product[0]}, {by_product[1]}")
    print(f"  sum of the -logs:    {by_sum[0]:.4f}, {by_sum[1]:.4f}")


if __name__ == "__main__":
    main()
