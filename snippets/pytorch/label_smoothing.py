"""Two logits trained with label smoothing: they stop at the smoothed target."""

# --8<-- [start:smoothing]
import torch
import torch.nn.functional as F

label = torch.tensor([0])
z = torch.zeros(1, 2, requires_grad=True)
optimizer = torch.optim.SGD([z], lr=1.0)
for _ in range(500):
    optimizer.zero_grad()
    smooth_loss = F.cross_entropy(z, label, label_smoothing=0.1)
    smooth_loss.backward()
    optimizer.step()

learned = F.softmax(z, dim=1)
# --8<-- [end:smoothing]


def main():
    print("label_smoothing=0.1, two classes")
    print(f"learned q {learned[0, 0]:.4f} {learned[0, 1]:.4f}")
    print(f"loss      {smooth_loss:.4f} nats")


if __name__ == "__main__":
    main()
