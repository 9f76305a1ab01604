# %% [markdown]
# # Lab: all of it in one notebook { #lab }
#
# **Can I run all of this myself?** Yes. This page is a notebook: from logits to probabilities, the loss, its gradient and training, cell by cell, for you to run and to change.
# It needs NumPy and Matplotlib; PyTorch is optional. The outputs and figures below are what these cells gave when the site was built.
#
# ```notebook lab
# ```
#
# The first cell only gets the tools.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np

np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## From logits to probabilities { #probabilities }
#
# The softmax raises $e$ to each logit and divides by the sum. Subtracting the largest logit first changes nothing but keeps $e^z$ from overflowing.

# %%
def softmax(z):
    """Each row of logits as a row of probabilities."""
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


z = np.array([[math.log(8), 0.0, 0.0]])
print(softmax(z))

# %% [markdown]
# That is the $q$ that [the worked example](worked-example.md#output) read as {= worked_example.EXAMPLE[0]:.0%=}, {= worked_example.EXAMPLE[1]:.0%=} and {= worked_example.EXAMPLE[2]:.0%=}.
#
# **Try it:** add the same number to all three logits. Then double all three.
#
# ## The loss of one minibatch { #minibatch }
#
# Three images, before training. `q[i, j]` is the probability of class `j` for the image in row `i`; rows count from 0, so image 1 is `q[0]`. With one-hot targets, the loss is $-\log_2$ of the one probability that stands at the true class.

# %%
from snippets.worked_example import before

q = np.array(before.q)  # a row for each image, a column for each class
target = np.array([0, 1, 2])
q_true = q[np.arange(3), target]

bits = 0.0 - np.log2(q_true)  # -x would show a perfect loss as -0.0
print("q of the true class:", q_true)
print("loss of each image: ", bits, "bits")
print(f"sum: {bits.sum():.4f} bits")

# %% [markdown]
# The sum is {= worked_example.before.total:.4f =} bits; [the original post](from-the-post.md) writes {= from_the_post.total_before.printed:s =}.
#
# **Try it:** before `target`, add `q[0] = [1, 0, 0]`, so that image 1 is sure and right. How far does that alone bring the sum down? Then delete the line.
#
# ## The same loss as PyTorch prints it { #nats }
#
# PyTorch takes the natural logarithm, and the mean over the images. So the loss of the same minibatch is {= units.batch_before.mean_nats:.4f =} there.

# %%
nats = -np.log(q_true)
print(f"sum:  {nats.sum():.4f} nats")
print(f"mean: {nats.mean():.4f} nats")

# %% [markdown]
# **Try it:** turn the sum in bits into the mean in nats without taking a logarithm of `q_true` again. [Units](units.md#sum-and-mean) has the two steps.
#
# ## Where the three images are on the curve { #curve }

# %%
curve = np.linspace(0.02, 1, 200)
fig, ax = plt.subplots(figsize=(4.8, 3), layout="constrained")
ax.plot(curve, -np.log2(curve))
ax.plot(q_true, bits, "o")
for i, dx in enumerate([-3, -3, 7]):  # images 2 and 3 may share a point
    ax.annotate(i + 1, (q_true[i], bits[i]), (dx, 7), textcoords="offset points")
ax.set(xlabel="q of the true class", ylabel="loss (bits)", ylim=(0, None))
plt.show()

# %% [markdown]
# ```figure cell
# title: The loss of the three images on the curve
# alt: The loss in bits over the probability of the true class falls steeply from the left and reaches 0 at 1. Image 1 lies on it at {= worked_example.before.q_true[0]:.1f =}, with {= worked_example.before.losses[0]:.4f =} bits. Images 2 and 3 lie at {= worked_example.before.q_true[1]:.1f =}, with {= worked_example.before.losses[1]:.4f =} bits.
# caption: A point is an image, numbered. Images 2 and 3 share one. Each halving of the probability costs one more bit.
# ```
#
# **Try it:** change `before` to `after` where it is imported and used, and run every cell from there on.
#
# ## Straight from logits, without inf and nan { #log-sum-exp }
#
# So far the softmax came first and the logarithm after it. With large logits that breaks; taking both at once, as `log_softmax` does, works. That is the heart of [Avoiding inf and nan](stability.md).

# %%
def cross_entropy(z, target):
    """Loss of each row of logits, in nats; target: the index of each."""
    top = z.max(axis=1, keepdims=True)
    log_q = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return 0.0 - log_q[np.arange(len(z)), target]


z = np.array([[1000.0, 0.0, -1000.0]])
with np.errstate(all="ignore"):  # numpy would warn, and rightly
    powers = np.exp(z)
    naive = -np.log(powers / powers.sum(axis=1, keepdims=True))
print("step by step:   ", naive[0])
print("with log-sum-exp:", cross_entropy(z.repeat(3, axis=0), [0, 1, 2]))

# %% [markdown]
# The three columns are the losses if class 0, 1 or 2 is the true one.
#
# **Try it:** make the logits `[t, 0, -t]` and bring `t` down from a thousand. When does nan leave the first line, and when the last inf? Is the number just below that right?
#
# ## The first loss is ln C { #first-loss }
#
# Equal logits mean that the model knows nothing. The loss is then $\ln C$ nats, whatever the target.

# %%
for classes in [2, 3, 10, 1000]:
    first = cross_entropy(np.zeros((1, classes)), [0])[0]
    print(f"{classes:4} classes: loss {first:.4f}, ln C {math.log(classes):.4f}")

# %% [markdown]
# **Try it:** put 21 into the list. A segmentation with 21 classes starts at a loss of about 6; what do you suspect? [Units](units.md#first-loss) has the answer.
#
# ## The gradient is q − p { #gradient }
#
# The slope of the loss along the logits has a closed form, $q - p$. Nudging each logit up and down by a little and dividing the difference of the losses by the distance between the two gives the same, without any calculus.

# %%
def gradient(z, target):
    """Slope of each row's loss along its logits: q - p."""
    p = np.eye(z.shape[1])[target]
    return softmax(z) - p


z = np.log(q)  # logits whose softmax is q
step = 1e-5
nudged = [
    (cross_entropy(z + step * one, target) - cross_entropy(z - step * one, target))
    / (2 * step)
    for one in np.eye(3)
]
print("q - p:")
print(gradient(z, target))
print("nudging each logit:")
print(np.array(nudged).T)

# %% [markdown]
# Each row adds up to 0: the other classes are pushed down, together, by as much as the true class is pushed up.
#
# **Try it:** divide `step` by a billion. A smaller step should be more exact, but the lower table goes wrong; [the chapter on the gradient](gradient.md) says why.
#
# ## Train on real digits { #train }
#
# Now {= training.train_count:d =} handwritten digits, in minibatches of {= training.BATCH_SIZE:d =}: one line for the prediction, and one for the update, which has $q - p$ in it. The last of the inputs is always 1, so its weights are the bias.

# %%
from snippets import training

EPOCHS = 5
LEARNING_RATE = training.LEARNING_RATE
images, p = training.train_inputs, training.train_targets
labels = p.argmax(axis=1)

weight = training.initial_weight()
losses = [cross_entropy(images @ weight.T, labels).mean()]
print(f"before:  {losses[0]:.4f} nats")
for epoch in range(EPOCHS):
    for i in range(0, len(images), 3):
        x = images[i : i + 3]
        guess = softmax(x @ weight.T)
        weight -= LEARNING_RATE * (guess - p[i : i + 3]).T @ x / 3
    losses.append(cross_entropy(images @ weight.T, labels).mean())
    print(f"epoch {epoch + 1}: {losses[-1]:.4f} nats")

# digits that were not trained on
answers = (training.held_out_inputs @ weight.T).argmax(axis=1)
truth = training.held_out_targets.argmax(axis=1)
print(f"other digits right: {(answers == truth).sum()} of {len(truth)}")

# %% [markdown]
# Before the first update the loss is {= training.train_nats_first:.4f =} nats, a little above $\ln 3 \approx {= training.chance_nats:.4f =}$, and after {= pytorch.lab.EPOCHS:d =} epochs it is {= training.run.train_nats[5]:.4f =}. [The chapter on training](training.md) goes on to {= training.EPOCHS:d =} epochs.

# %%
fig, ax = plt.subplots(figsize=(4.8, 3), layout="constrained")
ax.plot(losses, "o-")
ax.axhline(math.log(3), color="C1", linestyle="--")
ax.annotate("ln 3: guessing", (EPOCHS, math.log(3)), (0, -13),
            textcoords="offset points", ha="right", color="C1")
ax.set(xlabel="epoch", ylabel="mean loss (nats)", ylim=(0, None))
plt.show()

# %% [markdown]
# ```figure cell
# title: The training loss after each epoch
# alt: The mean training loss starts at {= training.run.train_nats[0]:.4f =} nats, near the dashed line of ln 3, falls to {= training.run.train_nats[1]:.4f =} after one epoch and more slowly from then on, to {= training.run.train_nats[5]:.4f =}.
# caption: Point 0 is before any update. The dashed line is what guessing costs.
# ```
#
# **Try it:** a learning rate ten times larger, and a hundred times larger. Then delete `- p[i : i + 3]` from the update and see what happens to the loss.
#
# ## The same in PyTorch { #pytorch }
#
# The program below does it all again with `F.cross_entropy`, autograd and `nn.Linear`, from the same start. Where PyTorch is installed, the last cell really runs it; elsewhere it prints what it gave when it was recorded with a real PyTorch. Its first line says which.
#
# ```python title="snippets/pytorch/lab.py"
# --8<-- "snippets/pytorch/lab.py:minibatch"
# ```
#
# ```python title="snippets/pytorch/lab.py"
# --8<-- "snippets/pytorch/lab.py:train"
# ```

# %%
from snippets import in_pytorch

in_pytorch.run("lab")

# %% [markdown]
# The mean of the minibatch is {= pytorch.lab.mean_nats:.4f =} nats in PyTorch too, and both runs end at a loss of {= pytorch.lab.losses[4]:.4f =} nats: what PyTorch does is what the cells above do.
#
# **Try it:** with PyTorch installed, open `snippets/pytorch/lab.py`, which the notebook puts into the folder `cross-entropy-files` beside itself. Turn both `.double()` into `.float()`, print the losses to ten decimals, restart the kernel and run it all again. In which digit does float32 differ?
