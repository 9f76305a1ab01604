"""Which score is best for an honest prediction: cross entropy, squared, absolute.

q is the probability that class 1 always gets. Cross entropies are in nats;
squared and absolute errors have no unit.
Source: Brier (1950), Verification of forecasts expressed in terms of
probability.
"""

from math import log

# --8<-- [start:proper]
P = 0.7  # how often class 1 is the right answer


def expected_scores(q):
    """Means of cross entropy (nats), squared and absolute error.

    Class 1 is right with probability P; it always gets q, 0 < q < 1.
    """
    if_right = -log(q), (1 - q) ** 2, 1 - q
    if_not = -log(1 - q), q**2, q
    return [P * a + (1 - P) * b for a, b in zip(if_right, if_not)]


grid = [n / 100 for n in range(1, 100)]
best = [min(grid, key=lambda q: expected_scores(q)[i]) for i in range(3)]
# --8<-- [end:proper]
TRIED = [0.5, 0.7, 0.99]
expected_at = [expected_scores(q) for q in TRIED]


def main():
    print("q     cross entropy  squared  absolute")
    for q, (nats, squared, absolute) in zip(TRIED, expected_at):
        print(f"{q:.2f}  {nats:13.4f}  {squared:7.4f}  {absolute:8.4f}")
    print("best q:", *[f"{q:.2f}" for q in best])


if __name__ == "__main__":
    main()
