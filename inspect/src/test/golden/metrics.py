"""Makes metrics.safetensors: numbers about a classifier, by scikit-learn and numpy.

The tests compare Fovea with it. Run from the root of the repository, with numpy, PyTorch and scikit-learn:

    python3 inspect/src/test/golden/metrics.py

300 images, 7 classes, random logits that favour the right class. Class 4 is never predicted, class 5 never occurs,
class 6 neither. All tensors are F32: logits [image, class], labels; confusion [actual, predicted];
precision, recall, f1, support by class; macro and weighted (precision, recall, F1 each); top (k = 1, 2, 3);
calibration [bin, (count, mean confidence, accuracy)] of 10 bins, and its error.
"""
import pathlib
import sys
import warnings

import numpy as np
from sklearn import metrics

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / "core/src/test/golden"))
from lenet_steps import write_safetensors

warnings.simplefilter("ignore")
rng = np.random.default_rng(6)
labels = rng.integers(0, 5, 300)
logits = rng.normal(size=(300, 7)).astype(np.float32)
logits[np.arange(300), labels] += 1.5
logits[:, 4] -= 9
logits[:, 6] -= 12
predicted = logits.argmax(1)
present = sorted(set(labels) | set(predicted))
out = {"logits": logits, "labels": labels,
       "confusion": metrics.confusion_matrix(labels, predicted, labels=range(7))}
by_class = metrics.precision_recall_fscore_support(labels, predicted, labels=range(7), zero_division=0)
out.update(zip(("precision", "recall", "f1", "support"), by_class))
for average in "macro", "weighted":
    out[average] = np.array(metrics.precision_recall_fscore_support(
        labels, predicted, labels=present, average=average, zero_division=0)[:3])
out["top"] = np.array([metrics.top_k_accuracy_score(labels, logits, k=k, labels=range(7)) for k in (1, 2, 3)])
powers = np.exp(logits.astype(np.float64))
confidence = (powers / powers.sum(1, keepdims=True)).max(1)
bins = np.digitize(confidence, np.linspace(0, 1, 11)[1:-1], right=True)
rows = []
for b in range(10):
    inside = bins == b
    n = inside.sum()
    rows.append((n, confidence[inside].mean() if n else 0, (predicted == labels)[inside].mean() if n else 0))
out["calibration"] = np.array(rows)
out["error"] = np.array([sum(n * abs(c - a) for n, c, a in rows) / 300])
write_safetensors(ROOT / "inspect/src/test/resources/dev/fovea/inspect/metrics.safetensors",
                  {key: np.asarray(value).astype(np.float32) for key, value in out.items()},
                  {"made_by": "inspect/src/test/golden/metrics.py"})
