"""The exercises of "The mean of what?". Losses are in nats."""

from snippets.mean_of_means import mean_over_all

# exercise 1: two images of class 0 and one of class 1, with class weights
CLASS_WEIGHT = [1.0, 3.0]
TRUE = [0, 0, 1]
LOSSES = [1.0, 2.0, 0.6]
image_weights = [CLASS_WEIGHT[label] for label in TRUE]
weighted = [w * loss for w, loss in zip(image_weights, LOSSES)]
total = sum(weighted)
weights_total = sum(image_weights)
weighted_mean = total / weights_total
by_images = total / len(TRUE)
unweighted = sum(LOSSES) / len(TRUE)

# exercise 2: two GPUs, whose gradients are averaged
GPU_TOKENS, GPU_MEANS = [30, 90], [4.0, 2.0]
all_tokens = sum(GPU_TOKENS)
gpus = len(GPU_TOKENS)
divisor = all_tokens / gpus
gpu_sums = [size * mean for size, mean in zip(GPU_TOKENS, GPU_MEANS)]
right_mean = mean_over_all(GPU_TOKENS, GPU_MEANS)
averaged = sum([loss / divisor for loss in gpu_sums]) / gpus
half = sum([loss / all_tokens for loss in gpu_sums]) / gpus

# exercise 3: losses times a mask, and then .mean()
KEPT, PADDED, PRINTED = 3, 5, 0.75
places = KEPT + PADDED
masked_sum = PRINTED * places
token_mean = masked_sum / KEPT
turned_round = PRINTED * KEPT / places
