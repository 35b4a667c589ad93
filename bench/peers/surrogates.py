"""Made-up studies of networks: mixed, conditional and noisy, drawn anew for each seed."""
import math, random


class Network:
    """The surrogate of bench/Filler.Bench/Search/NetworkSurrogate.cs: a convolutional network's error over optimiser, depth, width and regularisation."""

    noise = 0.01
    optimizers = ["sgd", "adam", "adamw", "rmsprop"]
    parameters = [
        {"name": "optimizer", "type": "categorical", "choices": optimizers},
        {"name": "rate", "type": "float", "low": 1e-5, "high": 1, "log": True},
        {"name": "momentum", "type": "float", "low": 0, "high": 0.99, "condition": {"param": "optimizer", "in": ["sgd"]}},
        {"name": "decay", "type": "float", "low": 1e-6, "high": 0.1, "log": True, "condition": {"param": "optimizer", "in": ["adamw", "sgd"]}},
        {"name": "conv", "type": "int", "low": 1, "high": 6},
        {"name": "dense", "type": "int", "low": 1, "high": 8},
        {"name": "filters", "type": "categorical", "choices": [8, 16, 32, 64], "ordered": True},
        {"name": "batch", "type": "categorical", "choices": [16, 32, 64, 128], "ordered": True},
        {"name": "kernel", "type": "categorical", "choices": [3, 5, 7], "ordered": True},
        {"name": "dropout", "type": "float", "low": 0, "high": 0.7},
        {"name": "augment", "type": "categorical", "choices": ["none", "flips", "dihedral"]},
    ]

    def __init__(self, seed):
        draw = random.Random(seed * 31 + 5)
        self.penalty = {o: 0.03 * draw.random() for o in self.optimizers}
        self.rate = {o: (-1.5 if o == "sgd" else -3) + draw.random() - 0.5 for o in self.optimizers}
        self.conv, self.dense = 2 + 3 * draw.random(), 1 + 4 * draw.random()
        self.filters, self.batch, self.kernel = 1 + 2 * draw.random(), 3 * draw.random(), 2 * draw.random()
        self.dropout, self.momentum, self.decay = 0.1 + 0.5 * draw.random(), 0.8 + 0.19 * draw.random(), -5 + 2 * draw.random()
        self.interplay = 0.1 + 0.2 * draw.random()
        self.augment = {a: 0.05 * draw.random() for a in ["none", "flips", "dihedral"]}
        self.least = least(self.error, self.parameters, draw)

    def error(self, p):
        filters, batch, kernel = math.log2(p["filters"] / 8), math.log2(p["batch"] / 16), (p["kernel"] - 3) / 2
        rate = math.log10(p["rate"]) - self.rate[p["optimizer"]] + self.interplay * (p["conv"] - self.conv) - 0.15 * (batch - self.batch)
        step = 0.08 * rate**2 + (0.3 * (rate - 1) if rate > 1 else 0)
        capacity = (p["conv"] - self.conv + 0.5 * (filters - self.filters)) / 3
        error = step + self.penalty[p["optimizer"]] + 0.12 * capacity**2 + 0.01 * (p["dense"] - self.dense) ** 2 / 4 + 0.01 * (kernel - self.kernel) ** 2
        error += 0.1 * (p["dropout"] - self.dropout - 0.05 * capacity) ** 2 + self.augment[p["augment"]]
        if "momentum" in p:
            error += 0.15 * (p["momentum"] - self.momentum) ** 2
        if "decay" in p:
            error += 0.004 * (math.log10(p["decay"]) - self.decay) ** 2
        return 0.67 * (1 - math.exp(-error / 0.4))

    def regret(self, p):
        return self.error(p) - self.least


class Pipeline:
    """A smaller study whose branches differ more: a classifier is a network or a kernel machine, each with parameters of its own, and the noise is larger."""

    noise = 0.02
    parameters = [
        {"name": "model", "type": "categorical", "choices": ["network", "kernel", "linear"]},
        {"name": "depth", "type": "int", "low": 1, "high": 12, "condition": {"param": "model", "in": ["network"]}},
        {"name": "width", "type": "int", "low": 8, "high": 512, "log": True, "condition": {"param": "model", "in": ["network"]}},
        {"name": "rate", "type": "float", "low": 1e-5, "high": 1, "log": True, "condition": {"param": "model", "in": ["network"]}},
        {"name": "cost", "type": "float", "low": 1e-3, "high": 1e3, "log": True, "condition": {"param": "model", "in": ["kernel", "linear"]}},
        {"name": "gamma", "type": "float", "low": 1e-4, "high": 10, "log": True, "condition": {"param": "model", "in": ["kernel"]}},
        {"name": "pixels", "type": "int", "low": 16, "high": 256, "log": True},
        {"name": "smoothing", "type": "float", "low": 0, "high": 3},
    ]

    def __init__(self, seed):
        draw = random.Random(seed * 37 + 11)
        self.base = {m: 0.08 * draw.random() for m in ["network", "kernel", "linear"]}
        self.base["linear"] += 0.05
        self.depth, self.width, self.rate = 2 + 8 * draw.random(), 4 + 4 * draw.random(), -4 + 2 * draw.random()
        self.cost, self.gamma = -1 + 3 * draw.random(), -3 + 2.5 * draw.random()
        self.pixels, self.smoothing, self.turn = 5 + 2.5 * draw.random(), 2 * draw.random(), 0.6 * draw.random()
        self.least = least(self.error, self.parameters, draw)

    def error(self, p):
        pixels = math.log2(p["pixels"]) - self.pixels
        error = self.base[p["model"]] + 0.03 * pixels**2 + 0.04 * (p["smoothing"] - self.smoothing - 0.3 * pixels) ** 2
        if p["model"] == "network":
            depth, width, rate = (p["depth"] - self.depth) / 4, (math.log2(p["width"]) - self.width) / 2, math.log10(p["rate"]) - self.rate
            error += 0.08 * (depth + self.turn * width) ** 2 + 0.06 * (width - self.turn * depth) ** 2 + 0.1 * (rate + 0.5 * depth) ** 2
        else:
            cost = math.log10(p["cost"]) - self.cost
            error += 0.03 * cost**2
            if p["model"] == "kernel":
                error += 0.08 * (math.log10(p["gamma"]) - self.gamma + 0.4 * cost) ** 2
        return 0.67 * (1 - math.exp(-error / 0.3))

    def regret(self, p):
        return self.error(p) - self.least


def least(error, parameters, draw, start=3000, steps=6000):
    """The lowest error that a long random search and a climb from its best finds: it stands for the minimum."""
    best = min((sample(parameters, draw) for _ in range(start)), key=error)
    lowest = error(best)
    for step in range(steps):
        spread = 0.3 * 0.999**step
        other = {}
        for p in parameters:
            if not exists(p, other):
                continue
            other[p["name"]] = near(p, best[p["name"]], spread, draw) if p["name"] in best and draw.random() < 0.5 else best.get(p["name"], one(p, draw))
        if error(other) < lowest:
            best, lowest = other, error(other)
    return lowest


def exists(parameter, point):
    when = parameter.get("condition")
    return not when or point.get(when["param"]) in when["in"]


def sample(parameters, draw):
    point = {}
    for p in parameters:
        if exists(p, point):
            point[p["name"]] = one(p, draw)
    return point


def one(p, draw):
    return draw.choice(p["choices"]) if p["type"] == "categorical" else at(p, draw.random())


def near(p, value, spread, draw):
    if p["type"] == "categorical":
        return draw.choice(p["choices"]) if draw.random() < 0.2 else value
    low, high, here = ends(p, value)
    return at(p, min(1, max(0, (here - low) / (high - low) + draw.gauss(0, spread))))


def at(p, unit):
    low, high, _ = ends(p, p["low"])
    value = low + unit * (high - low)
    value = math.exp(value) if p.get("log") else value
    return min(p["high"], max(p["low"], round(value))) if p["type"] == "int" else min(p["high"], max(p["low"], value))


def ends(p, value):
    return tuple(math.log(v) for v in (p["low"], p["high"], value)) if p.get("log") else (p["low"], p["high"], value)
