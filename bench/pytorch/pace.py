"""PyTorch's images a second on noise, where bench/growth measures Fovea's: what PaceMain is, in Python.

    pace.py NETWORK THREADS WARM SECONDS

NETWORK is the JSON object that peer.py understands, too; the model is peer.py's. Prints "train 12.3456". The warm-up takes
WARM seconds and at least one step, the counting SECONDS and at least two.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F

import peer


def steps_a_second(step, warm, seconds):
    start = time.perf_counter()
    done = 0
    while done < 1 or time.perf_counter() - start < warm:
        step()
        done += 1
    start = time.perf_counter()
    done = 0
    while done < 2 or time.perf_counter() - start < seconds:
        step()
        done += 1
    return done / (time.perf_counter() - start)


def main(network, threads, warm, seconds):
    torch.set_num_threads(int(threads))
    torch.manual_seed(42)
    heat = json.loads(network)
    model = peer.Model(heat)
    images = torch.rand(heat["batch"], *heat["input"])
    labels = torch.randint(heat["classes"], (heat["batch"],))

    def step():
        loss = F.cross_entropy(model(images), labels)
        model.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        model.optimizer.step()
        return loss.item()

    print(f"train {heat['batch'] * steps_a_second(step, float(warm), float(seconds)):.6g}")


main(*sys.argv[1:])
