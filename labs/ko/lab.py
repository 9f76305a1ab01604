# %% [markdown]
# # 실험 노트북: 처음부터 끝까지 { #lab }
#
# **지금까지 배운 것을 전부 직접 실행해 볼 수 있을까요?** 네, 이 페이지가 그대로 노트북입니다. 로짓에서 확률, 손실, 기울기를 거쳐 학습까지 셀을 하나씩 실행하며 따라가고 마음대로 고쳐 볼 수 있습니다.
# NumPy와 Matplotlib만 있으면 되고 PyTorch는 없어도 됩니다. 아래의 출력과 그림은 사이트를 만들 때 이 셀들을 실행해서 얻은 것입니다.
#
# ```notebook lab
# ```
#
# 첫 번째 셀은 도구만 가져옵니다.

# %%
import math

import matplotlib.pyplot as plt
import numpy as np

np.set_printoptions(precision=4, suppress=True)

# %% [markdown]
# ## 로짓에서 확률로 { #probabilities }
#
# 소프트맥스는 $e$를 로짓만큼 거듭제곱하고 그 합으로 나눕니다. 가장 큰 로짓을 먼저 빼도 결과는 그대로이고, $e^z$이 너무 커지는 것을 막을 수 있습니다.

# %%
def softmax(z):
    """Each row of logits as a row of probabilities."""
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


z = np.array([[math.log(8), 0.0, 0.0]])
print(softmax(z))

# %% [markdown]
# [예제](worked-example.md#output)에서 {= worked_example.EXAMPLE[0]:.0%=}, {= worked_example.EXAMPLE[1]:.0%=}, {= worked_example.EXAMPLE[2]:.0%=}라고 읽었던 바로 그 $q$입니다.
#
# **바꿔 보기:** 로짓 세 개에 똑같은 수를 더해 보세요. 그다음에는 세 개를 모두 두 배로 해 보세요.
#
# ## 미니배치 하나의 손실 { #minibatch }
#
# 학습하기 전에 이미지 세 장을 보고 예측한 확률입니다. `q[i, j]`는 `i`번 행의 이미지가 클래스 `j`일 확률입니다. 행은 0번부터 세므로 이미지 1은 `q[0]`입니다. 정답이 원-핫이므로, 정답 자리에 있는 확률 하나만 골라 $-\log_2$를 취하면 손실이 됩니다.

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
# 합은 {= worked_example.before.total:.4f =}비트입니다([원래 글](from-the-post.md)에는 {= from_the_post.total_before.printed:s =}).
#
# **바꿔 보기:** `target` 앞에 `q[0] = [1, 0, 0]`을 넣어 이미지 1을 확신에 차서 맞히게 해 보세요. 그것만으로 합이 얼마나 줄어드나요? 보고 나서 그 줄은 지우세요.
#
# ## 같은 손실을 PyTorch처럼 { #nats }
#
# PyTorch는 자연로그를 쓰고, 이미지별 손실의 평균을 냅니다. 그래서 같은 미니배치의 손실이 PyTorch에서는 {= units.batch_before.mean_nats:.4f =}(으)로 나옵니다.

# %%
nats = -np.log(q_true)
print(f"sum:  {nats.sum():.4f} nats")
print(f"mean: {nats.mean():.4f} nats")

# %% [markdown]
# **바꿔 보기:** `q_true`의 로그를 다시 구하지 않고, 비트로 잰 합에서 나트로 잰 평균을 구해 보세요. 필요한 두 단계는 [단위](units.md#sum-and-mean) 장에 있습니다.
#
# ## 곡선 위의 세 이미지 { #curve }

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
# title: 곡선 위에서 본 세 이미지의 손실
# alt: 정답 클래스의 확률에 따른 손실(비트)의 곡선입니다. 왼쪽에서 가파르게 내려와 확률이 1일 때 0이 됩니다. 이미지 1은 확률 {= worked_example.before.q_true[0]:.1f =}에서 {= worked_example.before.losses[0]:.4f =}비트, 이미지 2와 3은 {= worked_example.before.q_true[1]:.1f =}에서 {= worked_example.before.losses[1]:.4f =}비트입니다.
# caption: 점 하나가 이미지 한 장이고 점 위의 숫자가 이미지 번호입니다. 이미지 2와 3은 한 점에 겹칩니다. 확률이 절반이 될 때마다 손실은 비트 하나만큼 늘어납니다. 한글 글꼴이 없는 곳에서도 보이도록 그림에는 영어를 썼습니다.
# ```
#
# **바꿔 보기:** 위에서 `before`를 가져오는 곳과 쓰는 곳을 모두 `after`로 바꾸고, 그 셀부터 다시 실행해 보세요.
#
# ## 로짓에서 바로, inf도 nan도 없이 { #log-sum-exp }
#
# 지금까지는 소프트맥스를 먼저 구하고 나서 로그를 취했습니다. 로짓이 크면 이렇게 해서는 안 됩니다. `log_softmax`처럼 둘을 한꺼번에 구하면 괜찮습니다. [inf와 nan 피하기](stability.md)의 핵심도 이것입니다.

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
# 출력의 세 숫자는 정답이 클래스 0, 1, 2일 때의 손실입니다.
#
# **바꿔 보기:** 로짓을 `[t, 0, -t]`로 두고 `t`를 천에서부터 줄여 보세요. 첫 줄에서 nan은 언제 사라지고, 마지막 inf는 언제 사라지나요? 그 바로 아래에서는 값이 맞나요?
#
# ## 첫 손실은 ln C { #first-loss }
#
# 로짓이 모두 같으면 아무것도 모른다는 뜻이고, 정답이 무엇이든 손실은 $\ln C$나트입니다.

# %%
for classes in [2, 3, 10, 1000]:
    first = cross_entropy(np.zeros((1, classes)), [0])[0]
    print(f"{classes:4} classes: loss {first:.4f}, ln C {math.log(classes):.4f}")

# %% [markdown]
# **바꿔 보기:** 목록에 21을 넣어 보세요. 그런데 클래스가 21개인 세그멘테이션의 첫 손실이 6쯤 나왔습니다. 무엇을 의심해야 할까요? [단위](units.md#first-loss) 장에서 자세히 다룹니다.
#
# ## 기울기는 q − p { #gradient }
#
# 손실을 로짓에 대해 미분하면 $q - p$라는 간단한 식이 됩니다. 로짓을 하나씩 조금 올리고 내려 본 뒤 손실의 차이를 움직인 폭(`2 * step`)으로 나누면, 미분을 몰라도 같은 값을 얻습니다.

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
# 가로로 더하면 모두 0입니다. 정답 클래스를 밀어 올리는 만큼 나머지 클래스를 밀어 내리기 때문입니다.
#
# **바꿔 보기:** `step`을 10억으로 나눠 보세요. 더 정확해질 것 같지만 아래쪽 표가 오히려 틀립니다. 까닭은 [기울기](gradient.md) 장에 있습니다.
#
# ## 진짜 손글씨 숫자로 학습하기 { #train }
#
# 이번에는 손글씨 숫자 {= training.train_count:d =}장을 {= training.BATCH_SIZE:d =}장씩 묶어서 학습합니다. 예측하는 데 한 줄, 가중치를 고치는 데 한 줄이면 됩니다. 뒤의 줄에 $q - p$가 들어 있습니다. 입력의 마지막 칸은 늘 1이라서 그 가중치가 편향 노릇을 합니다.

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
# 가중치를 한 번도 고치지 않았을 때 손실은 {= training.train_nats_first:.4f =}나트로 $\ln 3 \approx {= training.chance_nats:.4f =}$보다 조금 크고, {= pytorch.lab.EPOCHS:d =}에폭 뒤에는 {= training.run.train_nats[5]:.4f =}나트입니다. [학습 장](training.md)에서는 {= training.EPOCHS:d =}에폭까지 학습합니다.

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
# title: 에폭마다 잰 학습 손실
# alt: 평균 학습 손실이 ln 3을 나타내는 점선 근처인 {= training.run.train_nats[0]:.4f =}나트에서 시작해 한 에폭 만에 {= training.run.train_nats[1]:.4f =}나트로 떨어지고, 그 뒤로는 천천히 줄어 {= training.run.train_nats[5]:.4f =}나트가 됩니다.
# caption: 가로축이 0인 점은 가중치를 고치기 전이고, 점선은 답을 아무렇게나 찍었을 때의 손실입니다.
# ```
#
# **바꿔 보기:** 학습률을 열 배, 백 배로 올려 보세요. 그다음에는 가중치를 고치는 식에서 `- p[i : i + 3]`을 지우면 어떻게 되는지 보세요.
#
# ## PyTorch로 똑같이 { #pytorch }
#
# 아래 프로그램은 `F.cross_entropy`와 자동 미분, `nn.Linear`로 지금까지 한 일을 같은 출발점에서 다시 합니다. PyTorch가 설치되어 있으면 마지막 셀이 프로그램을 실제로 실행하고, 없으면 진짜 PyTorch로 실행해 기록해 둔 출력을 보여 줍니다. 어느 쪽인지는 출력의 첫 줄에 나옵니다.
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
# 미니배치의 평균은 PyTorch에서도 {= pytorch.lab.mean_nats:.4f =}나트이고, 마지막 에폭이 끝난 뒤의 손실도 {= pytorch.lab.losses[4]:.4f =}나트로 같습니다. PyTorch가 하는 일은 위의 셀들이 한 일과 같습니다.
#
# **바꿔 보기:** PyTorch가 있다면 노트북 옆에 생긴 `cross-entropy-files` 폴더에서 `snippets/pytorch/lab.py`를 열어 보세요. `.double()` 두 개를 `.float()`으로 바꾸고 손실을 소수점 아래 열 자리까지 출력하게 한 뒤, 커널을 다시 시작하고 처음부터 실행하면 몇째 자리부터 달라지나요?
