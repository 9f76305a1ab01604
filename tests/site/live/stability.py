"""What the figure of types must say: exact numbers, each rounded to a type as IEEE 754 says."""

import math
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
getcontext().Emin, getcontext().Emax = -9999, 9999
# (bits of fraction, largest power of 2)
FORMATS = [(10, 15), (7, 127), (23, 127), (52, 1023)]


def rounded(x, bits, top):
    """The nearest number of the format, the even one of two; None is inf."""
    if x is None or x == 0:
        return x
    x = Fraction(x)
    power = x.numerator.bit_length() - x.denominator.bit_length()
    if Fraction(2) ** power > x:
        power -= 1
    unit = Fraction(2) ** (max(power, 1 - top) - bits)
    near = round(x / unit) * unit  # Fraction rounds halves to even
    return near if near < Fraction(2) ** (top + 1) else None


def exp(x):
    return Fraction((Decimal(x.numerator) / Decimal(x.denominator)).exp())


def ln(x):
    return Fraction((Decimal(x.numerator) / Decimal(x.denominator)).ln())


def loss(gap, form, way):
    z = rounded(Fraction(gap), *form)
    power = rounded(exp(z if way == "written" else -z), *form)
    total = None if power is None else rounded(1 + power, *form)
    if way == "log_softmax":
        return rounded(z + ln(total), *form)
    above = Fraction(1) if way == "written" else power
    q = Fraction(0) if total is None else rounded(above / total, *form)
    return None if q == 0 else rounded(-ln(q), *form)


def numbers(state, start):
    form = FORMATS[int(state["type"])]
    losses = [loss(state["gap"], form, way) for way in ["written", "subtracted", "log_softmax"]]
    return [state["gap"], *(math.inf if x is None else float(x) for x in losses)]
