"""Losses in steps: what bfloat16 keeps of a number. Losses are in nats."""

from math import frexp

# --8<-- [start:round]
BITS = 8  # binary digits that bfloat16 keeps; float32 keeps 24


def step(x):
    """From one bfloat16 to the next, where x is."""
    return 2.0 ** (frexp(x)[1] - BITS)


def as_bfloat16(x):
    """The nearest bfloat16 of a positive number."""
    return round(x / step(x)) * step(x)
# --8<-- [end:round]


# what google-deepmind/optax#1020 printed, in float32 and in bfloat16
FLOAT32 = [4.7477226, 4.9903674, 4.592032, 5.0644608,
           4.4306226, 4.1690445, 4.301924, 4.52517]
PRINTED = [4.75, 5.0, 4.59375, 5.0625, 4.4375, 4.15625, 4.3125, 4.53125]
rounded = [as_bfloat16(loss) for loss in FLOAT32]
same = rounded == PRINTED
step_at_4, step_at_8 = step(4.0), step(8.0)


def main():
    for loss, stepped in zip(FLOAT32, rounded):
        print(f"{loss:.7f} {stepped:.5f}")


if __name__ == "__main__":
    main()
