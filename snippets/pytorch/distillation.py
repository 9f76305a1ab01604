"""Distillation in PyTorch: KL at a temperature, its gradients, and log_target."""

# --8<-- [start:distill]
import torch
import torch.nn.functional as F

student = torch.tensor([[1.0, 0.0, -1.0]], requires_grad=True)
teacher = torch.tensor([[2.0, 1.0, -1.0]])  # from a network under no_grad()
label = torch.tensor([0])


def teachers_part(z, T):
    """KL at temperature T, with nothing in front."""
    return F.kl_div(F.log_softmax(z / T, dim=1),
                    F.softmax(teacher / T, dim=1), reduction="batchmean")


def distillation_loss(z, T, alpha):
    soft = teachers_part(z, T) * T * T
    hard = F.cross_entropy(z, label)  # no temperature here
    return alpha * soft + (1 - alpha) * hard


def steepest(loss):
    """The largest slope along a logit of the student."""
    (slopes,) = torch.autograd.grad(loss, student)
    return slopes.abs().max().item()


temperatures = [1.0, 2.0, 4.0, 16.0, 64.0]
bare = [steepest(teachers_part(student, T)) for T in temperatures]
times_t2 = [steepest(teachers_part(student, T) * T * T) for T in temperatures]
of_label = steepest(F.cross_entropy(student, label))
# --8<-- [end:distill]
halves = [distillation_loss(student, T, 0.5).item() for T in temperatures]

# --8<-- [start:losses]
T = 2.0
log_q = F.log_softmax(student / T, dim=1)
target = F.softmax(teacher / T, dim=1)
log_target = F.log_softmax(teacher / T, dim=1)

kl = F.kl_div(log_q, target, reduction="batchmean")
ce = F.cross_entropy(student / T, target)
slope_kl, slope_ce = steepest(kl), steepest(ce)

kl_log = F.kl_div(log_q, log_target, reduction="batchmean",
                  log_target=True)
log_forgotten = F.kl_div(log_q, log_target, reduction="batchmean")
log_too_much = F.kl_div(log_q, target, reduction="batchmean",
                        log_target=True)
kl_mean = F.kl_div(log_q, target, reduction="mean")
# --8<-- [end:losses]


def main():
    print("   T   KL's slope   times T * T")
    for row in zip(temperatures, bare, times_t2):
        print("{:4.0f}   {:.5f}      {:.4f}".format(*row))
    print(f"label  {of_label:.5f}")
    print(f"at T = {T:.0f}")
    print(f"  kl_div, batchmean       {kl:.4f}, slope {slope_kl:.4f}")
    print(f"  cross_entropy           {ce:.4f}, slope {slope_ce:.4f}")
    print(f"  log p, log_target=True  {kl_log:.4f}")
    print(f"  log p, forgotten        {log_forgotten:.4f}")
    print(f"  p, log_target=True      {log_too_much:.4f}")
    print(f"  kl_div, mean            {kl_mean:.4f}")


if __name__ == "__main__":
    main()
