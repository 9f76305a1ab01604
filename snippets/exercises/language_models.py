"""The exercises on language models. Losses are in nats unless a name says bits."""

from math import exp, log2

from snippets.loss_layer import logits_mib

# exercise 1: zeros of the padding went into the mean
PRINTED, REAL_SHARE = 0.8, 0.4
real_mean = PRINTED / REAL_SHARE
right_perplexity = exp(real_mean)
of_printed = exp(PRINTED)
scaled = exp(PRINTED) / REAL_SHARE
turned_round = exp(PRINTED * REAL_SHARE)

# exercise 2: two models, each with a tokeniser of its own
PERPLEXITIES = [12.0, 20.0]  # of a token
CHARACTERS = [2.5, 3.2]  # in a token, on average
bits = [log2(perplexity) for perplexity in PERPLEXITIES]
character_bits = [token / count for token, count in zip(bits, CHARACTERS)]
better = "A" if character_bits[0] < character_bits[1] else "B"

# exercise 3: one array of logits
ROWS, TOKENS, VOCABULARY = 4, 4096, 128256
MIB_PER_GIB = 1024
float32_gib = logits_mib(ROWS * TOKENS, VOCABULARY, bytes_each=4) / MIB_PER_GIB
bfloat16_gib = logits_mib(ROWS * TOKENS, VOCABULARY, bytes_each=2) / MIB_PER_GIB
one_row_gib = logits_mib(TOKENS, VOCABULARY, bytes_each=4) / MIB_PER_GIB
elements_gib = logits_mib(ROWS * TOKENS, VOCABULARY, bytes_each=1) / MIB_PER_GIB
