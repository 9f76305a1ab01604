"""The post's two minibatches in PyTorch.

The logits are ln q, so the softmax inside the loss gives back q.
"""

# --8<-- [start:losses]
import torch
import torch.nn.functional as F

q_before = torch.tensor(
    [[0.1, 0.54, 0.36], [0.48, 0.2, 0.32], [0.48, 0.32, 0.2]]
)
q_after = torch.tensor(
    [[0.9, 0.06, 0.04], [0.108, 0.82, 0.072], [0.18, 0.12, 0.7]]
)
target = torch.tensor([0, 1, 2])  # classes 1, 2, 3 count from 0

mean_before = F.cross_entropy(q_before.log(), target)
mean_after = F.cross_entropy(q_after.log(), target)
# --8<-- [end:losses]
each_before = F.cross_entropy(q_before.log(), target, reduction="none")
each_after = F.cross_entropy(q_after.log(), target, reduction="none")
sum_before = F.cross_entropy(q_before.log(), target, reduction="sum")


# --8<-- [start:labels]
def error_of_the_post_labels():
    """What the labels 1, 2, 3 do as they are."""
    try:
        F.cross_entropy(q_before.log(), torch.tensor([1, 2, 3]))
    except IndexError as error:
        return f"IndexError: {error}"
# --8<-- [end:labels]


post_labels = error_of_the_post_labels()


def main():
    print(f"before: {mean_before:.4f}")
    print(f"after:  {mean_after:.4f}")
    print(f"labels 1, 2, 3: {post_labels}")


if __name__ == "__main__":
    main()
