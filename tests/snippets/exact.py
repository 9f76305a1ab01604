"""Logarithms, powers and losses in many digits, and where a float type ends."""

from decimal import Decimal, localcontext


def exact_exp(x):
    with localcontext() as context:
        context.prec = 60
        return Decimal(x).exp()


def exact_ln(x):
    with localcontext() as context:
        context.prec = 60
        return Decimal(x).ln()


def limit(bits, top):
    """From here on numbers are rounded to inf: half a step above the largest."""
    return 2 ** (top + 1) - 2 ** (top - bits - 1)


def nats(p, q):
    """-sum of p ln q to 40 digits, of exact fractions."""

    def decimal(x):
        return Decimal(x.numerator) / Decimal(x.denominator)

    with localcontext() as context:
        context.prec = 40
        return float(-sum(decimal(a) * decimal(b).ln() for a, b in zip(p, q) if a))
