"""The exercises on segmentation. IoU, accuracy and confidence are shares."""

from snippets.pose_confidence import W, best_c

# exercise 1: pixels of an object, of its prediction, and of both
TRUE, CALLED, SHARED = 200, 180, 150
either = TRUE + CALLED - SHARED
iou = SHARED / either
dice = 2 * SHARED / (TRUE + CALLED)
recall, precision = SHARED / TRUE, SHARED / CALLED

# exercise 2: two classes, everything is called background
BACKGROUND = 0.98
ious = [BACKGROUND, 0.0]
mean_iou = sum(ious) / len(ious)
accuracy = BACKGROUND

# exercise 3: a point of DenseFusion that is off by so many metres
DISTANCE = 0.02
distance_mm, w_mm = 1000 * DISTANCE, 1000 * W
c = best_c(DISTANCE)
turned_round = DISTANCE / W
rest = 1 - c
sure = 1.0
