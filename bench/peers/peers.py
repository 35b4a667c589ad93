#!/usr/bin/env python3
"""Optuna (Debian: python3-optuna, python3-cmaes) and filler on the same functions, one process each, on the same virtual clock.

    /usr/bin/python3 bench/peers/peers.py [--seeds 20] [--parallel 1,8] [--problems hartmann6,...] [--samplers tpe,mvtpe,cmaes,filler:gp,...]

filler's samplers are asked through `filler ask-tell`, as any program would. Simple regret after 50 and 100 evaluations, medians over the seeds.
"""
import argparse, heapq, json, math, os, random, statistics, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WEIGHTS = [1, 1.2, 3, 3.2]
STEEP = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
CENTRES = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]]


def branin(x):
    a = x[1] - 5.1 / (4 * math.pi**2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return a * a + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10 - 0.39788735772973816


def hartmann6(x):
    return 3.3223680114155156 - sum(w * math.exp(-sum(s * (v - c / 1e4) ** 2 for s, v, c in zip(ss, x, cs))) for w, ss, cs in zip(WEIGHTS, STEEP, CENTRES))


def rosenbrock5(x):
    z = [math.log10(v) for v in x]
    return sum(100 * (z[i + 1] - z[i] ** 2) ** 2 + (1 - z[i]) ** 2 for i in range(4))


def ackley10(x):
    y = [v - (1 if i % 2 == 0 else -1) * (4 + 12 * (i * 0.618 % 1)) for i, v in enumerate(x)]
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in y) / 10)) - math.exp(sum(math.cos(2 * math.pi * v) for v in y) / 10)


PROBLEMS = {
    "branin": (branin, [(-5, 10), (0, 15)], False),
    "hartmann6": (hartmann6, [(0, 1)] * 6, False),
    "rosenbrock5": (rosenbrock5, [(0.01, 100)] * 5, True),
    "ackley10": (ackley10, [(-32.768, 32.768)] * 10, False),
}


class Optuna:
    """Ask and tell of an Optuna study; trials under way are RUNNING in it."""

    def __init__(self, sampler, bounds, log, seed, budget, parallel):
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        made = {
            "tpe": lambda: optuna.samplers.TPESampler(seed=seed),
            "mvtpe": lambda: optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=parallel > 1),
            "cmaes": lambda: optuna.samplers.CmaEsSampler(seed=seed),
            "nsga2": lambda: optuna.samplers.NSGAIISampler(seed=seed),
            "random": lambda: optuna.samplers.RandomSampler(seed=seed),
        }[sampler]()
        self.study = optuna.create_study(sampler=made)
        self.space = {f"x{i}": optuna.distributions.FloatDistribution(low, high, log=log) for i, (low, high) in enumerate(bounds)}

    def ask(self):
        trial = self.study.ask(self.space)
        return trial, [trial.params[name] for name in self.space]

    def tell(self, trial, value):
        self.study.tell(trial, value)

    def end(self):
        pass


class Filler:
    def __init__(self, sampler, bounds, log, seed, budget, parallel):
        self.process = subprocess.Popen([os.path.join(ROOT, "filler"), "ask-tell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        parameters = [{"name": f"x{i}", "type": "float", "low": low, "high": high, "log": log} for i, (low, high) in enumerate(bounds)]
        self.say({"problem": {"name": "peer", "direction": "minimize", "parameters": parameters}, "seed": seed, "budget": budget, "parallel": parallel, "sampler": sampler})

    def say(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def ask(self):
        while True:
            message = json.loads(self.process.stdout.readline())
            if "ask" in message:
                return message["ask"], list(message["params"].values())

    def tell(self, ask, value):
        self.say({"tell": ask, "value": value})

    def end(self):
        self.say({"end": True})
        self.process.wait()


def regrets(problem, sampler, parallel, seed, budget=100):
    function, bounds, log = PROBLEMS[problem]
    maker, name = (Filler, sampler[7:]) if sampler.startswith("filler:") else (Optuna, sampler)
    peer = maker(name, bounds, log, seed, budget, parallel)
    clock, asked, running, best, found = 0.0, 0, [], math.inf, []
    times = random.Random(seed * 104729 + 17)
    while len(found) < budget:
        while len(running) < parallel and asked < budget:
            handle, x = peer.ask()
            asked += 1
            heapq.heappush(running, (clock + times.lognormvariate(0, 1), asked, handle, x))
        clock, _, handle, x = heapq.heappop(running)
        value = function(x)
        peer.tell(handle, value)
        best = min(best, value)
        found.append(best)
    peer.end()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--parallel", default="1,8")
    parser.add_argument("--problems", default=",".join(PROBLEMS))
    parser.add_argument("--samplers", default="tpe,mvtpe,cmaes,nsga2,filler:tpe,filler:cmaes,filler:genetic,filler:gp,filler:auto")
    options = parser.parse_args()
    for problem in options.problems.split(","):
        for parallel in map(int, options.parallel.split(",")):
            for sampler in options.samplers.split(","):
                runs = [regrets(problem, sampler, parallel, seed) for seed in range(options.seeds)]
                at50, at100 = (statistics.median(r[n - 1] for r in runs) for n in (50, 100))
                print(f"{problem:12} k={parallel} {sampler:16} {at50:10.3g} {at100:10.3g}", flush=True)


if __name__ == "__main__":
    main()
