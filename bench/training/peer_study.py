#!/usr/bin/env python3
"""The peer of `Filler.Bench training study`: the same twelve networks and epochs as a loop of Optuna and PyTorch, as its users write it.

    /usr/bin/python3 bench/training/peer_study.py DATASET_FOLDER [--epochs 6 --batch 32 --jobs 1 --threads 2]

Trials one after another on all threads (Optuna's default), or --jobs at once. Debian: python3-optuna (3.1), python3-torch (1.13), libopenblas0-pthread.
"""
import argparse, json, time

import optuna
import torch
from torch.utils.data import DataLoader

from peer_pytorch import evaluate, images, network, train


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    for name, value in {"epochs": 6, "batch": 32, "jobs": 1, "threads": 2}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    begun = time.perf_counter()
    torch.set_num_threads(options.threads)
    sets = {split: images(options.folder, split) for split in ("train", "validation", "evaluation")}
    pixels = sets["train"][0][0].shape[-1]
    device = torch.device("cpu")

    def objective(trial):
        torch.manual_seed(trial.number)
        model = network(pixels, trial.suggest_int("convs", 2, 4), trial.suggest_categorical("filters", [8, 16]), 1, 64, 0.2, 3)
        optimizer = torch.optim.Adam(model.parameters(), lr=trial.suggest_float("rate", 1e-3, 3e-3))
        loader = DataLoader(sets["train"], batch_size=options.batch, shuffle=True)
        validation = DataLoader(sets["validation"], batch_size=256)
        best = 0.0
        for _ in range(options.epochs):
            train(model, optimizer, loader, device)
            best = max(best, evaluate(model, validation, device)[1])
        trial.set_user_attr("evaluation", evaluate(model, DataLoader(sets["evaluation"], batch_size=256), device)[1])
        return best

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    grid = {"convs": [2, 3, 4], "filters": [8, 16], "rate": [1e-3, 3e-3]}
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.GridSampler(grid))
    study.optimize(objective, n_trials=12, n_jobs=options.jobs)
    print(json.dumps({"seconds": time.perf_counter() - begun, "trials": len(study.trials), "best": study.best_value}))


if __name__ == "__main__":
    main()
