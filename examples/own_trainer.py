#!/usr/bin/env python3
"""A trainer of your own in Filler's search: any program in any image. Parameters come in as JSON, the metric goes out as JSON."""
import json
import os

with open(os.environ.get("FILLER_PARAMETERS", "/var/run/filler/parameters.json")) as file:
    parameters = json.load(file)  # the same values as FILLER_PARAM_TRAINING_LEARNINGRATE, ... in the environment

# Train here. This one only pretends: best at a learning rate of 0.003 with 32 filters.
rate = float(parameters.get("training.learningRate", 1e-3))
filters = int(parameters.get("model.filters", 16))
accuracy = 1 / (1 + abs(rate - 3e-3) * 50 + abs(filters - 32) / 64)

result = json.dumps({"metric": accuracy, "metrics": {"filters": filters}})
with open(os.environ.get("FILLER_RESULT_FILE", "/dev/termination-log"), "w") as file:
    file.write(result)
