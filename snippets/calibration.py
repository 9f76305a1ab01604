"""Why the validation loss can rise while the accuracy stays: surer, also when wrong.

The network is that of training.py. Losses are in nats; squared errors,
accuracies and the factor c of the logits have no unit.
"""

from types import SimpleNamespace

from snippets import training
from snippets.digits import held_out_count, held_out_targets, train_inputs, train_targets
from snippets.train_with_mse import accuracy, held_out_loss, held_out_q, squared_error


def parts(epoch):
    """The held-out loss of an epoch (nats) as the sum of two: of the right, of the wrong."""
    now = training.measured[epoch]
    wrong = now.wrong_nats * now.wrong / held_out_count
    return SimpleNamespace(right=now.held_out_nats - wrong, wrong=wrong)


at_lowest, at_end = parts(training.lowest_epoch), parts(training.EPOCHS)

# the squared error of the same predictions
lowest_weight, _, _ = training.train(training.lowest_epoch)
squared_at_lowest = squared_error(held_out_targets, held_out_q(lowest_weight))
squared_at_end = squared_error(held_out_targets, held_out_q(training.weight))


# --8<-- [start:scaled]
def scaled(c):
    """Training and held-out loss (nats), and accuracy, of logits c * z."""
    weight = c * training.weight  # z is linear in the weight
    q = training.predict(weight, train_inputs)
    train_nats = training.mean_nats(train_targets, q)
    return train_nats, held_out_loss(weight), accuracy(weight)


SCALES = [n / 20 for n in range(6, 41)]
scaled_at = [scaled(c) for c in SCALES]
# --8<-- [end:scaled]
scaled_nats = [nats for _, nats, _ in scaled_at]
best_scale = SCALES[scaled_nats.index(min(scaled_nats))]
at_best_scale, at_one, at_two = scaled(best_scale), scaled(1.0), scaled(2.0)


def main():
    print("held-out loss in nats:  right   wrong")
    for epoch, seen in [(training.lowest_epoch, at_lowest), (training.EPOCHS, at_end)]:
        print(f"  after epoch {epoch:3}:     {seen.right:.4f}  {seen.wrong:.4f}")
    print(f"logits times {best_scale}: {at_best_scale[1]:.4f} nats, the lowest")


if __name__ == "__main__":
    main()
