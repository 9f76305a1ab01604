"""One probability of the right answer, and the loss that it costs.

Losses are in bits (log base 2).
"""

from fractions import Fraction

from snippets.units import minus_log


def loss_bits(q_true):
    """-log2 q_true, 0 < q_true <= 1. Raises ValueError for q_true <= 0."""
    return minus_log(q_true, 2)


q_true = 0.1
loss = loss_bits(q_true)

# each time the probability is halved, the loss grows by one bit
HALVINGS = 6
halvings = [0.5**n for n in range(HALVINGS + 1)]
losses = [loss_bits(q) for q in halvings]
# as fractions, where there is room for them
names = [str(Fraction(q)) for q in halvings[:4]]


def main():
    print(f"q = {q_true}: {loss:.4f} bits")
    for q, bits in zip(halvings, losses):
        print(f"q = {q:.6f}: {bits:.0f} bits")


if __name__ == "__main__":
    main()
