"""Fits the coefficients of the normal distribution function in Curves.java, and prints them.

    python3 core/src/test/golden/normal_tail.py

For a >= 0 the normal distribution beyond a is exp(-a^2 / 2) M(a); M(a) = erfcx(a / sqrt(2)) / 2 falls from 1/2
like 1 / a. With u = 1 / (1 + P a), which lies between 0 and 1, M(a) = u Q(u), where Q is a polynomial: the form in
which Hastings approximated erf (Approximations for Digital Computers, 1955; 7.1.26 in Abramowitz and Stegun). Q is
the one whose largest relative error up to a = 13.3, where the exponential ends in float, is least (by Lawson's
weights); P is the best of some.
"""
import numpy as np
import torch

DEGREE = 7
END = 13.3


def fit(p):
    """The coefficients of Q, lowest first, and their largest relative error."""
    a = np.concatenate([np.linspace(0, 3, 3000), np.linspace(3, END, 3000)])
    m = torch.special.erfcx(torch.from_numpy(a / np.sqrt(2))).numpy() / 2
    u = 1 / (1 + p * a)
    terms = np.vander(u, DEGREE + 1, increasing=True) * (u / m)[:, None]
    weights, best = np.ones_like(a) / len(a), (np.inf, None)
    for _ in range(400):
        root = np.sqrt(weights)
        q = np.linalg.lstsq(terms * root[:, None], root, rcond=None)[0]
        error = np.abs(terms @ q - 1)
        best = min(best, (error.max(), tuple(q)))
        weights *= error + 1e-12
        weights /= weights.sum()
    return best


def main():
    (error, q), p = min((fit(p), p) for p in np.arange(0.20, 0.60, 0.02))
    print(f"NORMAL_P = {p:.2f}f, relative error {error:.2e} before rounding")
    for i, coefficient in enumerate(q):
        print(f"NORMAL_{i} = {np.float32(coefficient)!s}f")


if __name__ == "__main__":
    main()
