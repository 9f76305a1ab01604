"""Means of batches that differ in size, and three means of one padded batch.

All losses are in nats. Source: the page of
torch.nn.parallel.DistributedDataParallel.
"""

from math import exp


# --8<-- [start:batches]
def mean_of_means(means):
    """Each batch counts the same, however many losses it has."""
    return sum(means) / len(means)


def mean_over_all(sizes, means):
    """Each loss counts the same: the sum of all, by their number."""
    sums = [size * mean for size, mean in zip(sizes, means)]
    return sum(sums) / sum(sizes)
# --8<-- [end:batches]


def counts_as(sizes):
    """How many losses of the second batch one of the first counts as."""
    return sizes[1] / sizes[0]


def edges(sizes):
    """Where two batches begin and end, one beside the other."""
    return [0, sizes[0], sum(sizes)]


# the last batch of an epoch is smaller
EPOCH_SIZES, EPOCH_MEANS = [4, 4, 1], [1.0, 1.0, 4.0]
epoch_batches, epoch_images = len(EPOCH_SIZES), sum(EPOCH_SIZES)
epoch_of_means = mean_of_means(EPOCH_MEANS)
epoch_over_all = mean_over_all(EPOCH_SIZES, EPOCH_MEANS)

# two micro-batches, their tokens and their mean losses
SIZES, MEANS = [10, 100], [3.0, 1.0]
micro_batches, tokens = len(SIZES), sum(SIZES)
micro_sums = [size * mean for size, mean in zip(SIZES, MEANS)]
micro_total = sum(micro_sums)
of_means = mean_of_means(MEANS)
over_all = mean_over_all(SIZES, MEANS)
first_counts = counts_as(SIZES)

# slope along a bias of the true class: q - 1, where q = exp(-loss)
slopes = [exp(-mean) - 1 for mean in MEANS]
slope_of_means = mean_of_means(slopes)
slope_over_all = mean_over_all(SIZES, slopes)

# --8<-- [start:padding]
# two sequences; the second is padded to the length of the first
SEQUENCES = [[1.0, 1.0, 1.0, 1.0], [4.0, 4.0]]

lengths = [len(losses) for losses in SEQUENCES]
sequence_sums = [sum(losses) for losses in SEQUENCES]
sequence_means = [sum(losses) / len(losses) for losses in SEQUENCES]

per_token = sum(sequence_sums) / sum(lengths)
per_sequence = sum(sequence_means) / len(SEQUENCES)
per_batch = sum(sequence_sums) / len(SEQUENCES)
# --8<-- [end:padding]
batch_total = sum(sequence_sums)
batch_tokens = sum(lengths)
sequences = len(SEQUENCES)
positions = sequences * max(lengths)
padding = positions - batch_tokens
with_padding = batch_total / positions  # padding adds 0, and is counted


def main():
    print(f"mean of means {of_means:.4f}, over all tokens {over_all:.4f}")
    print(f"slopes        {slope_of_means:.4f}, over all tokens {slope_over_all:.4f}")
    print(f"per token     {per_token:.4f}")
    print(f"per sequence  {per_sequence:.4f}")
    print(f"per batch     {per_batch:.4f}")
    print(f"with padding  {with_padding:.4f}")


if __name__ == "__main__":
    main()
