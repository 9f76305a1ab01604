"""A language model: three syllables in, probabilities of the next one out.

V = number of tokens, the size of the vocabulary. Losses are in nats.
Source: Bengio et al., A Neural Probabilistic Language Model (2003).
"""

from math import exp, log
from types import SimpleNamespace

import numpy as np

from snippets.constitution import lines, test, train
from snippets.cross_entropy import log_softmax

CONTEXT = 3
vocabulary = sorted(set("".join(lines)))  # one token for each syllable
number = {token: n for n, token in enumerate(vocabulary)}
V = BLANK = len(vocabulary)  # what stands before a line has a number too


def pairs(line):
    """Contexts (n, 3) and next tokens (n,) of a line of n tokens."""
    tokens = [BLANK] * CONTEXT + [number[token] for token in line]
    contexts = [tokens[n : n + CONTEXT] for n in range(len(line))]
    return contexts, tokens[CONTEXT:]


def all_pairs(part):
    """The same for many lines, one below the other."""
    contexts, following = zip(*map(pairs, part))
    return np.concatenate(contexts), np.concatenate(following)


# --8<-- [start:model]
EMBED, HIDDEN = 16, 64


def initial_weights(rng):
    """The last layer starts at 0, so every token gets 1 / V."""
    return [array.astype("float32") for array in (
        rng.normal(size=(V + 1, EMBED)),  # a row for each token
        rng.normal(size=(CONTEXT * EMBED, HIDDEN)) / (CONTEXT * EMBED) ** 0.5,
        np.zeros(HIDDEN), np.zeros((HIDDEN, V)), np.zeros(V))]


def forward(weights, x):
    """Embeddings, hidden values and ln q, (n, V), of n contexts."""
    table, w1, b1, w2, b2 = weights
    embedded = table[x].reshape(len(x), -1)
    hidden = np.tanh(embedded @ w1 + b1)
    return embedded, hidden, log_softmax(hidden @ w2 + b2)


def losses(weights, x, y):
    """-ln q of each next token, in nats."""
    ln_q = forward(weights, x)[2]
    return -ln_q[np.arange(len(y)), y].astype(float)
# --8<-- [end:model]


def gradients(weights, x, y):
    """The slopes of the mean loss, an array for each array of weights."""
    table, w1, _, w2, _ = weights
    embedded, hidden, ln_q = forward(weights, x)
    to_z = np.exp(ln_q)
    to_z[np.arange(len(y)), y] -= 1  # q - p
    to_z /= len(y)
    to_hidden = to_z @ w2.T * (1 - hidden**2)
    to_table = np.zeros_like(table)
    np.add.at(to_table, x.ravel(), (to_hidden @ w1.T).reshape(-1, EMBED))
    return [to_table, embedded.T @ to_hidden, to_hidden.sum(axis=0),
            hidden.T @ to_z, to_z.sum(axis=0)]


EPOCHS, BATCH_SIZE, RATE = 6, 128, 0.01


def training(x, y):
    """Weights before and after each update, by Adam (Kingma and Ba, 2015)."""
    rng = np.random.default_rng(0)
    weights = initial_weights(rng)
    mean, square = ([np.zeros_like(w) for w in weights] for _ in range(2))
    batches, step = len(y) // BATCH_SIZE, 0
    yield weights
    for _ in range(EPOCHS):
        order = rng.permutation(len(y))[: batches * BATCH_SIZE]
        for batch in order.reshape(batches, BATCH_SIZE):
            step += 1  # the second half slows down to a halt
            rate = RATE * min(1, 2 - 2 * step / (EPOCHS * batches))
            for n, slope in enumerate(gradients(weights, x[batch], y[batch])):
                mean[n] += 0.1 * (slope - mean[n])
                square[n] += 0.001 * (slope**2 - square[n])
                spread = np.sqrt(square[n] / (1 - 0.999**step)) + 1e-8
                weights[n] -= rate * mean[n] / (1 - 0.9**step) / spread
            yield weights


train_x, train_y = all_pairs(train)
test_pairs = all_pairs(test)
curve = []  # updates, and the loss on the lines kept aside after so many
for steps, weights in enumerate(training(train_x, train_y)):
    if steps & (steps - 1) == 0:  # 0, 1, 2, 4, 8, …
        curve.append((steps, losses(weights, *test_pairs).mean()))
curve.append((steps, losses(weights, *test_pairs).mean()))

first_nats, ln_V = curve[0][1], log(V)
by_line = [losses(weights, np.array(x), y) for x, y in map(pairs, test)]
test_nats = curve[-1][1]
seen = SimpleNamespace(nats=losses(weights, train_x, train_y).mean())
seen.perplexity = exp(seen.nats)
perplexity = exp(test_nats)


def main():
    print(f"{V} tokens, ln V = {ln_V:.4f}, first loss {first_nats:.4f}")
    for step, nats in curve:
        print(f"  after {step:3} steps: {nats:.3f} nats")
    print(f"trained on: {seen.nats:.3f} nats, perplexity {seen.perplexity:.2f}")
    print(f"kept aside: {test_nats:.3f} nats, perplexity {perplexity:.2f}")


if __name__ == "__main__":
    main()
