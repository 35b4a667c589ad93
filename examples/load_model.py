#!/usr/bin/env python3
"""Loads the model that a Filler trial left, and tells what it sees on images: load_model.py best.safetensors images.npy

The file holds all that is needed: layers, weights, and how grey values are standardised. Images are uint8, P x P or N x P x P.
Needs numpy and torch; scikit-image for a support vector machine; safetensors where it is installed. Or: import load_model."""
import json
import sys

import numpy
import torch
import torch.nn.functional as F

ACTIVATIONS = {"linear": lambda x: x, "relu": F.relu, "leakyRelu": F.leaky_relu, "elu": F.elu, "gelu": F.gelu, "silu": F.silu, "tanh": torch.tanh}


def read(path):
    """Tensors by name, and what the file says of them."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    try:
        from safetensors.torch import load_file
        return load_file(path), metadata
    except ImportError:  # The format is simple enough: types, shapes and byte ranges in the header, then the bytes.
        types = {"F32": numpy.float32, "I64": numpy.int64}
        return {name: torch.from_numpy(numpy.frombuffer(data[slice(*t["data_offsets"])], types[t["dtype"]]).reshape(t["shape"]).copy())
                for name, t in header.items()}, metadata


def same(x, reach, strides, value=0.0):
    """Keras' padding "same": an odd pixel goes to the right and below."""
    total = max((-(-x.shape[-1] // strides) - 1) * strides + reach - x.shape[-1], 0)
    return F.pad(x, [total // 2, total - total // 2] * 2, value=value)


def norm(x, w, name, epsilon=1e-3):
    return F.batch_norm(x, w[name + "running_mean"], w[name + "running_var"], w[name + "weight"], w[name + "bias"], eps=epsilon)


def residual(x, a, w):
    inner = F.conv2d(same(x, a["kernelSize"], a["strides"]), w["conv1.weight"], None, a["strides"])
    inner = ACTIVATIONS[a["activation"]](norm(inner, w, "norm1."))
    inner = norm(F.conv2d(same(inner, a["kernelSize"], 1), w["conv2.weight"]), w, "norm2.")
    if "shortcut.conv.weight" in w:
        x = norm(F.conv2d(x, w["shortcut.conv.weight"], None, a["strides"]), w, "shortcut.norm.")
    return ACTIVATIONS[a["activation"]](inner + x)


def pool(x, a, average):
    size, strides = a["poolSize"], a["strides"] or a["poolSize"]
    if not average:
        return F.max_pool2d(same(x, size, strides, -torch.inf) if a["padding"] == "same" else x, size, strides)
    if a["padding"] == "valid":
        return F.avg_pool2d(x, size, strides)
    return F.avg_pool2d(same(x, size, strides), size, strides) / F.avg_pool2d(same(torch.ones_like(x[:1, :1]), size, strides), size, strides)


def blur(x):
    line = torch.tensor([0.25, 0.5, 0.25])
    return F.conv2d(F.pad(x, [1] * 4, mode="reflect"), torch.outer(line, line).expand(x.shape[1], 1, 3, 3), stride=2, groups=x.shape[1])


def turn(x, t):
    x = torch.rot90(x, t & 3, (2, 3))
    return x.flip(3) if t & 4 else x


def layer(x, kind, a, w, images):
    if kind == "conv2d":
        if a["padding"] == "same":
            x = same(x, (a["kernelSize"] - 1) * a["dilationRate"] + 1, a["strides"])
        return F.conv2d(x, w["weight"], w.get("bias"), a["strides"], 0, a["dilationRate"], a["groups"])
    if kind == "separableConv2d":
        x = same(x, a["kernelSize"], a["strides"]) if a["padding"] == "same" else x
        return F.conv2d(F.conv2d(x, w["depthwise.weight"], None, a["strides"], groups=x.shape[1]), w["pointwise.weight"], w.get("pointwise.bias"))
    if kind == "rotationPooling":
        apart = x.reshape(-1, images, *x.shape[1:])
        return apart.amax(0) if a["mode"] == "max" else apart.mean(0)
    return {
        "residual": lambda: residual(x, a, w),
        "maxPooling2d": lambda: pool(x, a, False),
        "averagePooling2d": lambda: pool(x, a, True),
        "blurPooling2d": lambda: blur(x),
        "globalAveragePooling2d": lambda: x.mean((2, 3)),
        "batchNormalization": lambda: norm(x, w, "", a["epsilon"]),
        "groupNormalization": lambda: F.group_norm(x, a["groups"], w["weight"], w["bias"], a["epsilon"]),
        "activation": lambda: x,  # Its activation follows below, as that of any layer.
        "dropout": lambda: x,
        "flatten": lambda: x.flatten(1),
        "dense": lambda: F.linear(x, w["weight"], w.get("bias")),
        "rotations": lambda: torch.cat([turn(x, t) for t in range(a["count"])]),
    }[kind]()


def network(x, layers, weights):
    images = len(x)
    for one in layers:
        name, kind, a = one["name"] + ".", one["kind"], one["arguments"]
        w = {n[len(name):].replace("inner.", ""): value for n, value in weights.items() if n.startswith(name)}
        x = layer(x, kind, a, w, images)
        x = ACTIVATIONS[a.get("activation", "linear")](x) if kind != "residual" else x
    return x


def support_vectors(images, metadata, weights):
    from skimage.feature import hog
    size, block = [int(metadata["cellPixels"])] * 2, [int(metadata["blockCells"])] * 2
    features = numpy.stack([hog(i, int(metadata["orientations"]), size, block, block_norm="L2-Hys") for i in images])
    return float(metadata["marginScale"]) * F.linear(torch.from_numpy(features).float(), weights["svm.weight"], weights["svm.bias"])


def predict(path, images):
    """N x classes probabilities; of a regression N numbers."""
    weights, metadata = read(path)
    if metadata.get("task") == "superResolution":
        raise ValueError(f"{path} restores images, which this script does not rebuild")
    images = images.reshape(-1, int(metadata["pixels"]), int(metadata["pixels"]))
    with torch.no_grad():
        if "svm.weight" in weights:
            return support_vectors(images, metadata, weights).softmax(1)
        x = (torch.from_numpy(images.astype(numpy.float32))[:, None] - float(metadata["greyMean"])) / float(metadata["greyDeviation"])
        outputs = torch.cat([network(batch, json.loads(metadata["layers"]), weights) for batch in x.split(256)])
    if metadata.get("task") == "regression":
        return float(metadata["targetMean"]) + float(metadata["targetDeviation"]) * outputs[:, 0]
    return outputs.softmax(1)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    names = json.loads(read(sys.argv[1])[1].get("classes", "null"))
    for number, answer in enumerate(predict(sys.argv[1], numpy.load(sys.argv[2]))):
        best = int(answer.argmax())
        print(f"image {number}: " + (f"{answer:.6g}" if answer.dim() == 0 else f"{names[best] if names else best}, probability {answer[best]:.4f}"))
