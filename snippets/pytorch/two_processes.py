"""Two processes in the place of two GPUs: DDP takes the mean of their gradients.

They run on the CPU, with the gloo backend. Source: the page of
torch.nn.parallel.DistributedDataParallel.
"""

import tempfile

# --8<-- [start:ddp]
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel

from snippets.pytorch.mean_of_what import loss_of, parts


class Bias(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bias = torch.nn.Parameter(torch.zeros(2))

    def forward(self, z):
        return z + self.bias


def work(rank, file, slopes):
    """One process: the slope along its bias after each way to divide."""
    dist.init_process_group("gloo", f"file://{file}", rank=rank, world_size=2)
    model = DistributedDataParallel(Bias())
    z = parts[rank]
    tokens = torch.tensor(len(z))
    dist.all_reduce(tokens)  # the sum over all processes: 110

    for n, loss in enumerate([
        lambda: loss_of(model(z), "mean"),
        lambda: loss_of(model(z), "sum") * dist.get_world_size() / tokens,
    ]):
        model.zero_grad()
        loss().backward()  # here DDP takes the mean of the gradients
        slopes[rank, n] = model.module.bias.grad[0]
    dist.destroy_process_group()
# --8<-- [end:ddp]


slopes = torch.zeros(2, 2).share_memory_()
# a process that is started imports this module too, and starts none
if mp.current_process().name == "MainProcess":
    with tempfile.TemporaryDirectory() as _folder:
        mp.spawn(work, (f"{_folder}/meet", slopes), nprocs=2)
by_mean, by_sum = slopes.T.tolist()  # of each process


def main():
    for rank, (mean, total) in enumerate(zip(by_mean, by_sum)):
        print(f"process {rank}: mean {mean:.4f}, sum {total:.4f}")


if __name__ == "__main__":
    main()
