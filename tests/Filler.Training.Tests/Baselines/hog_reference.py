"""Writes scikit-image's HOG features of random images as JSON lines: the arguments, the image's bytes, the features.

python3 hog_reference.py [golden]   77: scikit-image is missing; golden: one small case."""
import json
import sys

try:
    import numpy
    from skimage.feature import hog
except ImportError as e:
    print(e, file=sys.stderr)
    sys.exit(77)

cases = [(16, 4, 2, 6)] if "golden" in sys.argv else [
    (16, 4, 2, 6), (64, 8, 2, 9), (64, 8, 1, 9), (61, 8, 3, 12), (40, 5, 2, 7), (33, 16, 2, 18), (24, 2, 4, 36), (8, 8, 1, 2)]
random = numpy.random.default_rng(20251125)
for pixels, cell, block, orientations in cases:
    image = random.integers(0, 256, (pixels, pixels), dtype=numpy.uint8)
    image[: pixels // 2, : pixels // 3] = 90  # Flat ground: no gradient at all.
    image[:, pixels // 2 :] = numpy.arange(pixels, dtype=numpy.uint8)[:, None]  # Ramps: gradients along the axes.
    features = hog(image, orientations=orientations, pixels_per_cell=(cell, cell), cells_per_block=(block, block), block_norm="L2-Hys")
    print(json.dumps({
        "pixels": pixels, "cell": cell, "block": block, "orientations": orientations,
        "image": image.ravel().tolist(), "features": [float(f"{v:.9g}") for v in features]}))
