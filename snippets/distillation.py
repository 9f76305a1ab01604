"""Distillation: a student learns the teacher's probabilities at a temperature.

z = logits, T = temperature. The target is softmax(teacher / T), the prediction
softmax(student / T). Losses are in nats.
Source: Hinton, Vinyals and Dean (2015), arXiv:1503.02531, section 2.
"""

from types import SimpleNamespace

from snippets.by_hand import gradient
from snippets.soft_targets import ce_nats, kl_nats
from snippets.softmax import at_temperature

# --8<-- [start:slopes]
STUDENT = [1.0, 0.0, -1.0]
TEACHER = [2.0, 1.0, -1.0]
TEMPERATURES = [1.0, 2.0, 4.0, 16.0, 64.0]


def slopes(student, teacher, temperature):
    """Slope of the loss along each logit of the student: (q - p) / T.

    The same for KL and for cross entropy, for p does not move.
    """
    p = at_temperature(teacher, temperature)
    q = at_temperature(student, temperature)
    return [(q_x - p_x) / temperature for p_x, q_x in zip(p, q)]


def largest(numbers):
    """The size of the one that lies farthest from 0."""
    return max(abs(x) for x in numbers)


rows = [
    SimpleNamespace(
        temperature=t,
        p=at_temperature(TEACHER, t),
        slope=largest(slopes(STUDENT, TEACHER, t)),
        slope_times_t2=largest(slopes(STUDENT, TEACHER, t)) * t**2,
    )
    for t in TEMPERATURES
]
# --8<-- [end:slopes]
for row in rows:
    row.q = at_temperature(STUDENT, row.temperature)
    row.slopes = slopes(STUDENT, TEACHER, row.temperature)
    row.kl = kl_nats(row.p, row.q)
    row.ce_nats = ce_nats(row.p, row.q)
    row.floor = ce_nats(row.p, row.p)

# so sure of class 1 that at T = 1 the others look alike
SURE_TEACHER = [5.0, 1.0, -1.0]
p_sure = [at_temperature(SURE_TEACHER, t) for t in TEMPERATURES]


def slopes_times_t2(student, teacher, temperature):
    """Slopes of T² times the loss, one a logit of the student."""
    squared = temperature**2
    return [slope * squared for slope in slopes(student, teacher, temperature)]


# where slope times T² goes: differences of logits around their mean, by C
CLASSES = len(STUDENT)
apart = [z - teacher_z for z, teacher_z in zip(STUDENT, TEACHER)]
mean_apart = sum(apart) / CLASSES
slope_limit = largest([(z - mean_apart) / CLASSES for z in apart])

# the other part of the loss, from the label of the first class, has no T
label_slope = largest(gradient(STUDENT, target=0))
label_times = [label_slope / row.slope for row in rows]
label_times_t2 = [label_slope / row.slope_times_t2 for row in rows]


def main():
    print("   T  p of the teacher          slope  times T²      KL      CE")
    for row in rows:
        p = "  ".join(f"{share:.4f}" for share in row.p)
        print(f"{row.temperature:4.0f}  {p}  {row.slope:.5f}  {row.slope_times_t2:8.4f}"
              f"  {row.kl:.4f}  {row.ce_nats:.4f}")
    print(f"label of class 1: slope {label_slope:.4f} at every T")


if __name__ == "__main__":
    main()
