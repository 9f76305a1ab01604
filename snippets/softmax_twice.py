"""What happens to the loss when the network ends in a softmax of its own.

nn.CrossEntropyLoss has a softmax inside, so a network's softmax comes first
and PyTorch's second: probabilities are taken for logits. Losses in nats.
"""

from snippets.by_hand import cross_entropy, softmax

# --8<-- [start:limits]
# a network's softmax can give no more than all to one class
sure_and_right = [1.0, 0.0, 0.0]
sure_and_wrong = [0.0, 1.0, 0.0]

floor = cross_entropy(sure_and_right, 0)
ceiling = cross_entropy(sure_and_wrong, 0)
# --8<-- [end:limits]
most = softmax(sure_and_right)[0]


def main():
    print(f"sure and right: {floor:.4f} nats, never less")
    print(f"sure and wrong: {ceiling:.4f} nats, never more")


if __name__ == "__main__":
    main()
