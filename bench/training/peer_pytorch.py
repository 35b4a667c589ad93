#!/usr/bin/env python3
"""The peer of `Filler.Bench training`: the seed's network C{n}F{m} trained in PyTorch as its users write it.

    /usr/bin/python3 bench/training/peer_pytorch.py FOLDER --batch 64 --threads 1 [--convs 4 --filters 32 --denses 2 --units 1024 --dropout 0.5]

FOLDER holds train-images.npy (uint8, N×P×P) and train-labels.npy (uint8, N). Each line "train" or "evaluate" on stdin is one epoch over them, answered by
one line of JSON: {"seconds": wall, "processor": seconds of processor time, "loss": mean}. Debian: python3-torch (1.13), python3-numpy, libopenblas0.
"""
import argparse, json, os, sys, time

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def network(pixels, convs, filters, denses, units, dropout, classes):
    layers, channels, edge = [], 1, pixels
    for block in range(convs):
        layers += [nn.Conv2d(channels, filters << block, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels, edge = filters << block, edge // 2
    layers.append(nn.Flatten())
    width = channels * edge * edge
    for dense in range(denses):
        out = units if denses == 1 else round(units * 0.25 ** (dense / (denses - 1)))
        layers += [nn.Linear(width, out), nn.ReLU()] + ([nn.Dropout(dropout)] if dropout > 0 else [])
        width = out
    return nn.Sequential(*layers, nn.Linear(width, classes))


def images(folder, split):
    pixels = np.load(os.path.join(folder, f"{split}-images.npy")).astype(np.float32)[:, None] / 255
    labels = np.load(os.path.join(folder, f"{split}-labels.npy")).astype(np.int64)
    return TensorDataset(torch.from_numpy(pixels), torch.from_numpy(labels))


def train(model, optimizer, loader, device):
    model.train()
    total = 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(y)
    return total / len(loader.dataset)


def evaluate(model, loader, device):
    model.eval()
    total = right = 0.0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            output = model(x)
            total += nn.functional.cross_entropy(output, y, reduction="sum").item()
            right += (output.argmax(1) == y).sum().item()
    return total / len(loader.dataset), right / len(loader.dataset)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    for name, value in {"batch": 64, "threads": 1, "convs": 4, "filters": 32, "denses": 2, "units": 1024}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--dropout", type=float, default=0.5)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    device = torch.device(options.device)
    torch.manual_seed(1)
    data = images(options.folder, "train")
    model = network(data[0][0].shape[-1], options.convs, options.filters, options.denses, options.units, options.dropout, int(data.tensors[1].max()) + 1)
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    loader = DataLoader(data, batch_size=options.batch, shuffle=True)
    for line in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        loss = train(model, optimizer, loader, device) if line.strip() == "train" else evaluate(model, loader, device)[0]
        print(json.dumps({"seconds": time.perf_counter() - wall, "processor": time.process_time() - processor, "loss": loss}), flush=True)


if __name__ == "__main__":
    main()
