"""The same small network trained well, and in six ways that people ask about.

Losses are in nats, means over the images; accuracies are shares. The lists of a
run have an entry for each epoch, the first before any step.
"""

import math

import numpy as np

from snippets.small_network import (
    BATCH_SIZE,
    EPOCHS,
    learn,
    logits,
    losses,
    minibatches,
    start,
    step,
    train_p,
    train_x,
)

# --8<-- [start:runs]
good = learn()

# one thing changed in each
SLOW, FAST, HIGH = 0.001, 0.3, 3.0
slow, fast, high = [learn(learning_rate=rate) for rate in (SLOW, FAST, HIGH)]
shuffled = learn(p=np.random.default_rng(1).permutation(train_p))
WHITE = 255
raw = learn(scale=WHITE)  # pixels from 0 to 255
dropped = learn(drop=0.5)
# --8<-- [end:runs]
chance_nats = math.log(3)
TENTH = 10  # an epoch, where the high rate has long been stuck


# --8<-- [start:printed]
def printed_nats(run):
    """What a progress bar says at the end of each epoch: the mean of its minibatches."""
    epochs = np.array(run.batches_nats).reshape(EPOCHS, minibatches)
    return epochs.mean(axis=1)
# --8<-- [end:printed]


printed_good, printed_dropped = printed_nats(good), printed_nats(dropped)
# the minibatches of the last epoch
last_batches_nats = good.batches_nats[-minibatches:]
smallest_batch_nats, largest_batch_nats = min(last_batches_nats), max(last_batches_nats)
# how far the first step that is too large goes
worst_batch_nats = max(high.batches_nats)
worst_step = high.batches_nats.index(worst_batch_nats) + 1


def active(run, scale=1):
    """How many of the 32 hidden units give more than 0 for any digit trained on."""
    into = (train_x * np.append(np.full(196, scale), 1)) @ run.weights[0]
    return int((into > 0).any(axis=0).sum())


active_good, active_high, active_raw = active(good), active(high), active(raw, WHITE)


# --8<-- [start:minibatch]
MINUTE = 50


def one_minibatch(p, steps=MINUTE):
    """Losses of six digits before each step, if the network sees no others."""
    weights = start(2)
    x = train_x[:BATCH_SIZE]
    seen = [step(weights, x, p, 0.3) for _ in range(steps)]
    return [*seen, losses(logits(weights, x), p).mean()]


learned_nats = one_minibatch(train_p[:BATCH_SIZE])
swapped_nats = one_minibatch(np.roll(train_p[:BATCH_SIZE], 1, axis=0))
# --8<-- [end:minibatch]


def main():
    print("training and validation loss (nats), accuracy")
    print(f"{'epoch':10}{0:16}{1:19}{EPOCHS:19}")
    for name, run in [("good", good), ("slow", slow), ("fast", fast), ("high", high),
                      ("shuffled", shuffled), ("raw", raw), ("dropout", dropped)]:
        seen = [f"{run.train_nats[n]:8.4g}{run.val_nats[n]:8.4g}"  # noqa: E501
                for n in (0, 1, EPOCHS)]
        print(f"{name:10}", *seen, f"{run.accuracy[-1]:.1%}")


if __name__ == "__main__":
    main()
