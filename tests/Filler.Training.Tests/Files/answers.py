"""For each model of a folder, the shipped loader's answers to its images: answers.py examples folder   77: torch or scikit-image is missing."""
import glob
import json
import sys

try:
    import numpy
    import skimage.feature  # noqa: F401
    import torch
except ImportError as e:
    print(e, file=sys.stderr)
    sys.exit(77)

sys.path.insert(0, sys.argv[1])
import load_model  # noqa: E402

torch.set_num_threads(1)
for path in sorted(glob.glob(sys.argv[2] + "/*.safetensors")):
    images = numpy.load(path.replace(".safetensors", ".npy"))
    print(json.dumps(load_model.predict(path, images).flatten().tolist()))
