#!/usr/bin/env python3
"""Optuna (Debian: python3-optuna, python3-cmaes) and filler on the same functions, one process each, on the same virtual clock.

    /usr/bin/python3 bench/peers/peers.py [--seeds 20] [--parallel 1,8] [--problems hartmann6,...] [--samplers tpe,mvtpe,cmaes,filler:gp,...]

filler's samplers are asked through `filler ask-tell`, as any program would. Simple regret after 50 and 100 evaluations: the noise-free value of the
configuration with the best observed value, above the minimum; medians over the seeds, quartiles after 100 in brackets.
"""
import argparse, heapq, json, math, os, random, statistics, subprocess

from surrogates import Network, Pipeline

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


class Function:
    """A test function over a box."""

    noise = 0

    def __init__(self, function, bounds, log=False):
        self.function = function
        self.parameters = [{"name": f"x{i}", "type": "float", "low": low, "high": high, "log": log} for i, (low, high) in enumerate(bounds)]

    def regret(self, point):
        return self.function([point[p["name"]] for p in self.parameters])


# Each made anew for a seed; the functions are the same for all.
PROBLEMS = {
    "branin": lambda seed: Function(branin, [(-5, 10), (0, 15)]),
    "hartmann6": lambda seed: Function(hartmann6, [(0, 1)] * 6),
    "rosenbrock5": lambda seed: Function(rosenbrock5, [(0.01, 100)] * 5, log=True),
    "ackley10": lambda seed: Function(ackley10, [(-32.768, 32.768)] * 10),
    "network": Network,
    "pipeline": Pipeline,
}


class Optuna:
    """Ask and tell of an Optuna study; trials under way are RUNNING in it."""

    def __init__(self, sampler, parameters, seed, budget, parallel):
        import optuna, warnings

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        conditional = any("condition" in p for p in parameters)
        made = {
            "tpe": lambda: optuna.samplers.TPESampler(seed=seed),
            "mvtpe": lambda: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=conditional, constant_liar=parallel > 1),
            "cmaes": lambda: optuna.samplers.CmaEsSampler(seed=seed, warn_independent_sampling=False),
            "nsga2": lambda: optuna.samplers.NSGAIISampler(seed=seed),
            "random": lambda: optuna.samplers.RandomSampler(seed=seed),
        }[sampler]()
        self.study, self.parameters = optuna.create_study(sampler=made), parameters

    def ask(self):
        trial, point = self.study.ask(), {}
        for p in self.parameters:
            when = p.get("condition")
            if when and point.get(when["param"]) not in when["in"]:
                continue
            if p["type"] == "categorical":
                point[p["name"]] = trial.suggest_categorical(p["name"], p["choices"])
            else:
                suggest = trial.suggest_float if p["type"] == "float" else trial.suggest_int
                point[p["name"]] = suggest(p["name"], p["low"], p["high"], log=p.get("log", False))
        return trial, point

    def tell(self, trial, value):
        self.study.tell(trial, value)

    def end(self):
        pass


class Filler:
    def __init__(self, sampler, parameters, seed, budget, parallel):
        self.process = subprocess.Popen([os.path.join(ROOT, "filler"), "ask-tell"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.say({"problem": {"name": "peer", "direction": "minimize", "parameters": parameters}, "seed": seed, "budget": budget, "parallel": parallel, "sampler": sampler})

    def say(self, message):
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def ask(self):
        while True:
            message = json.loads(self.process.stdout.readline())
            if "ask" in message:
                return message["ask"], message["params"]

    def tell(self, ask, value):
        self.say({"tell": ask, "value": value})

    def end(self):
        self.say({"end": True})
        self.process.wait()


def regrets(problem, sampler, parallel, seed, budget=100):
    problem = PROBLEMS[problem](seed)
    maker, name = (Filler, sampler[7:]) if sampler.startswith("filler:") else (Optuna, sampler)
    peer = maker(name, problem.parameters, seed, budget, parallel)
    clock, asked, running, best, found = 0.0, 0, [], (math.inf, math.inf), []
    times, noise = random.Random(seed * 104729 + 17), random.Random(seed + 5)
    while len(found) < budget:
        while len(running) < parallel and asked < budget:
            handle, point = peer.ask()
            asked += 1
            heapq.heappush(running, (clock + times.lognormvariate(0, 1), asked, handle, point))
        clock, _, handle, point = heapq.heappop(running)
        regret = problem.regret(point)
        value = regret + noise.gauss(0, 1) * problem.noise
        peer.tell(handle, value)
        best = min(best, (value, regret))
        found.append(best[1])
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
                at50 = statistics.median(r[49] for r in runs)
                low, at100, high = statistics.quantiles((r[99] for r in runs), n=4, method="inclusive")
                print(f"{problem:12} k={parallel} {sampler:16} {at50:10.3g} {at100:10.3g} ({low:.2g} - {high:.2g})", flush=True)


if __name__ == "__main__":
    main()
