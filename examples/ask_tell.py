#!/usr/bin/env python3
"""Minimise any Python function with Filler's samplers: python3 examples/ask_tell.py [path of filler]"""
import json
import math
import subprocess
import sys

PROBLEM = {
    "name": "demo",
    "parameters": [
        {"name": "lr", "type": "float", "low": 1e-5, "high": 0.1, "log": True},
        {"name": "layers", "type": "int", "low": 1, "high": 6},
        {"name": "optimizer", "type": "categorical", "choices": ["sgd", "adam"]},
        {"name": "momentum", "type": "float", "low": 0.5, "high": 0.99, "condition": {"param": "optimizer", "in": ["sgd"]}},
    ],
}


def loss(p):
    return (math.log10(p["lr"]) + 2.5) ** 2 + abs(p["layers"] - 3) + abs(p.get("momentum", 0.7) - 0.9)


filler = subprocess.Popen([sys.argv[1] if len(sys.argv) > 1 else "./filler", "ask-tell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
print(json.dumps({"problem": PROBLEM, "seed": 1, "budget": 40, "parallel": 1}), file=filler.stdin)
best = math.inf
for line in filler.stdout:
    message = json.loads(line)
    if message.get("done"):
        break
    value = loss(message["params"])
    if value < best:
        best = value
        print(f"{message['ask']:3d}  {value:.4f}  {message['params']}")
    print(json.dumps({"tell": message["ask"], "value": value}), file=filler.stdin)
print(json.dumps({"end": True}), file=filler.stdin)
filler.stdin.close()
sys.exit(filler.wait())
