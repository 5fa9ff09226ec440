"""Drawings made up here, and what cairo makes of them by the recipe of Google's bitmaps of Quick, Draw!
(github.com/googlecreativelab/quickdraw-dataset, issue 19). For StrokeRasterTest. Run from the root of the repository:

    python3 sources/src/test/golden/strokes.py

Needs numpy and pycairo (Debian: python3-cairo; made with cairo 1.16). Writes drawings.ndjson, and for each side
bitmaps-SIDE.gray: the images one after the other, a byte a pixel.
"""

import json
import math
import pathlib

import cairo
import numpy as np

EXTENT, LINE, PADDING = 256, 16, 16


def drawings(rng):
    def ring(cx, cy, r, turns=1, points=24):
        angles = [2 * math.pi * turns * i / points for i in range(points + 1)]
        return [[round(cx + r * math.cos(a)) for a in angles], [round(cy + r * math.sin(a)) for a in angles]]

    yield "line", [[[0, 255], [0, 0]]]
    yield "line", [[[0, 0], [0, 255]]]
    yield "line", [[[0, 255], [0, 97]]]
    yield "dot", [[[0], [0]]]
    yield "dot", [[[7, 7, 7], [0, 0, 0]], [[255, 255], [90, 90]]]
    yield "ring", [ring(127, 127, 127)]
    yield "face", [ring(127, 127, 127), ring(80, 90, 12), ring(174, 90, 12), [[70, 127, 184], [170, 200, 170]]]
    yield "cross", [[[0, 255], [0, 255]], [[255, 0], [0, 255]]]
    yield "hairpin", [[[0, 255, 0, 255, 0], [0, 10, 20, 30, 40]]]
    yield "back and forth", [[[0, 200, 100, 255], [60, 60, 60, 0]]]
    for _ in range(10):
        strokes = []
        for _ in range(rng.integers(1, 7)):
            n = rng.integers(1, 12)
            strokes.append([rng.integers(0, 256, n).tolist(), rng.integers(0, 256, n).tolist()])
        least = [min(min(s[axis]) for s in strokes) for axis in (0, 1)]
        yield "scribble", [[[v - least[axis] for v in s[axis]] for axis in (0, 1)] for s in strokes]


def bitmap(strokes, side):
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, side, side)
    pen = cairo.Context(surface)
    pen.set_source_rgb(0, 0, 0)
    pen.paint()
    pen.set_source_rgb(1, 1, 1)
    pen.set_antialias(cairo.ANTIALIAS_BEST)
    pen.set_line_cap(cairo.LINE_CAP_ROUND)
    pen.set_line_join(cairo.LINE_JOIN_ROUND)
    pen.set_line_width(LINE)
    margin = PADDING + LINE / 2
    pen.scale(side / (EXTENT + 2 * margin), side / (EXTENT + 2 * margin))
    far = [max(max(s[axis]) for s in strokes) for axis in (0, 1)]
    pen.translate(margin + (EXTENT - far[0]) / 2, margin + (EXTENT - far[1]) / 2)
    for x, y in strokes:
        pen.move_to(x[0], y[0])
        for point in zip(x, y):
            pen.line_to(*point)
        pen.stroke()
    surface.flush()
    rows = np.frombuffer(surface.get_data(), np.uint8).reshape(side, surface.get_stride())
    return rows[:, : 4 * side : 4]


if __name__ == "__main__":
    folder = pathlib.Path("sources/src/test/resources/dev/fovea/sources/strokes")
    made = list(drawings(np.random.default_rng(1)))
    lines = [json.dumps({"word": word, "recognized": True, "drawing": strokes}) for word, strokes in made]
    (folder / "drawings.ndjson").write_text("\n".join(lines) + "\n")
    for side in (28, 64):
        (folder / f"bitmaps-{side}.gray").write_bytes(b"".join(bitmap(s, side).tobytes() for _, s in made))
