"""The exercises of "Why the log?". A likelihood has no unit."""

from math import e

from snippets import from_the_post
from snippets.why_log import candidates, counted, likelihood, most_likely
from snippets.worked_example import BATCH_SIZE, Q_TRUE_AFTER, Q_TRUE_BEFORE

# exercise 1: a total in bits, back to the product that it stands for
post_total = float(from_the_post.total_after.printed)
post_product = 2**-post_total
post_in_nats = e**-post_total  # with the wrong base

first, second, third = Q_TRUE_AFTER
second_and_third = second * third
products = {
    "first-second": first * second,
    "first-third": first * third,
    "second-third": second_and_third,
    "first-second-third": first * second * third,
}
# the same to the four decimals that the post printed
same = [name for name, product in products.items() if f"{product:.4f}" == f"{post_product:.4f}"]
same_product = same[0]

# exercise 2: the probabilities added up, without a logarithm
sum_at_best = sum(counted(most_likely))
most_by_sum = max([*candidates, 1.0], key=lambda q: sum(counted(q)))
sum_at_most = sum(counted(most_by_sum))
likelihood_at_most = likelihood(counted(most_by_sum))

# exercise 3: what nll_loss gives for probabilities instead of logarithms
mean_q_true = sum(Q_TRUE_BEFORE) / BATCH_SIZE
