"""The exercises of "Entropy, cross entropy and KL". In bits unless a name says nats."""

from snippets.entropy import entropy, kl, p, q, surprise
from snippets.worked_example import cross_entropy_bits

# exercise 1
THREE = [1 / 2, 1 / 4, 1 / 4]
h_three = entropy(THREE)
sum_three = sum(surprise(p_x) for p_x in THREE)  # without the weights

# exercise 2: the car park in the alley code
h_q = entropy(q)
h_qp = cross_entropy_bits(q, p)

# exercise 3: words of two digits for each of four classes
FIXED_CODE = ["00", "01", "10", "11"]
UNIFORM = [2.0 ** -len(word) for word in FIXED_CODE]
uniform_p = cross_entropy_bits(p, UNIFORM)
kl_uniform = kl(p, UNIFORM)
one_hot_extra = kl([1, 0, 0, 0], UNIFORM)
