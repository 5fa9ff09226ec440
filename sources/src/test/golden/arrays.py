"""Makes the files that NpyGoldenTest and NpzGoldenTest read, with numpy: python3 arrays.py FOLDER.

CASE.EXPECTED.npy must give the bytes of EXPECTED.raw, [image][channel][row][column].
"""

import os
import sys

import numpy as np

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
rng = np.random.default_rng(7)


def path(name):
    return os.path.join(folder, name)


def raw(name, pixels):
    assert pixels.dtype == np.uint8
    np.ascontiguousarray(pixels).tofile(path(name + ".raw"))


def save(case, array, version=None):
    with open(path(case + ".npy"), "wb") as f:
        np.lib.format.write_array(f, array, version=version)


# 5 images of 4 x 4, and of 4 x 3: no axis can be taken for another.
gray = rng.integers(0, 256, (5, 4, 4), dtype=np.uint8)
gray[0, 0, 0], gray[4, 3, 3] = 0, 255
oblong = rng.integers(0, 256, (5, 4, 6), dtype=np.uint8)
colour = rng.integers(0, 256, (5, 3, 4, 4), dtype=np.uint8)
wide = rng.integers(0, 256, (2, 3, 4, 6), dtype=np.uint8)
low = rng.integers(0, 128, (5, 4, 4), dtype=np.uint8)
for name in ["gray", "oblong", "colour", "wide", "low"]:
    raw(name, globals()[name])

# Types and orders of bytes.
for order in "<>":
    for t in ["u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]:
        side = "little" if order == "<" else "big"
        save(f"{side}-{t}.gray", gray.astype(order + t))
save("i1.low", low.astype(np.int8))
bits = rng.integers(0, 2, (5, 4, 4)).astype(bool)
raw("bits", bits * np.uint8(255))
save("bool.bits", bits)

# Versions of the format.
for version in [(1, 0), (2, 0), (3, 0)]:
    save(f"version{version[0]}.gray", gray, version)

# Shapes, in C and in Fortran order.
hwc = colour.transpose(0, 2, 3, 1)
shapes = {
    "rows.gray": gray.reshape(5, 16),
    "rows-1.gray": gray.reshape(5, 1, 16),
    "rows-after.gray": gray.reshape(5, 16, 1),
    "channel-last.gray": gray[..., None],
    "channel-first.gray": gray[:, None],
    "plain.oblong": oblong,
    "oblong-last.oblong": oblong[..., None],
    "oblong-first.oblong": oblong[:, None],
    "rows.colour": np.ascontiguousarray(hwc).reshape(5, 48),
    "channels-last.colour": hwc,
    "channels-first.colour": colour,
    "wide-last.wide": wide.transpose(0, 2, 3, 1),
    "wide-first.wide": wide,
}
for case, array in shapes.items():
    save("c-" + case, np.ascontiguousarray(array))
    save("f-" + case, np.asfortranarray(array))

# Ranges. Halves are rounded upwards.
sixteen = rng.integers(0, 65536, (5, 4, 4), dtype=np.uint16)
sixteen[0, 0, :2] = 0, 65535
raw("sixteen", np.floor(sixteen / 257.0 + 0.5).astype(np.uint8))
save("u2.sixteen", sixteen)
unit = rng.random((5, 4, 4))
unit[0, 0, :3] = 0, 1, 0.5
raw("unit", np.floor(unit * 255 + 0.5).astype(np.uint8))
save("f8.unit", unit)
unit32 = unit.astype(np.float32)
raw("unit32", np.floor(unit32.astype(np.float64) * 255 + 0.5).astype(np.uint8))
save("f4.unit32", unit32)
part = rng.random((5, 4, 4)) * 255
part[0, 0, :3] = 0.5, 254.5, 1.49
raw("part", np.floor(part + 0.5).astype(np.uint8))
save("f8.part", part)

# Archives: the names that are usual, and labels of several kinds.
train_y, test_y = np.array([2, 0, 1, 2, 2]), np.array([1, 0])
two = gray[:2]
raw("two", two)
np.savez_compressed(
    path("keras.npz"), x_train=gray, y_train=train_y.astype(np.uint8), x_test=two, y_test=test_y
)
np.savez(path("images-labels.npz"), labels=train_y.astype(np.int32), images=gray)
np.savez(path("nameless.npz"), gray.reshape(5, 16), np.eye(3, dtype=np.float32)[train_y])
np.savez(path("nameless-four.npz"), two, gray, train_y, test_y)
np.savez(path("by-shape.npz"), digits=gray, kinds=train_y[:, None].astype(">i8"))
np.savez(path("one-hot-fortran.npz"), x=gray, y=np.asfortranarray(np.eye(3)[train_y]))
np.savez(path("medical.npz"), train_images=gray, train_labels=train_y[:, None].astype(np.uint8),
         val_images=two, val_labels=test_y[:, None], test_images=two, test_labels=test_y[:, None])
np.savez(path("dark-test.npz"), x_train=gray.astype(np.float32), y_train=train_y,
         x_test=(gray[:2] > 300).astype(np.float32) + 1, y_test=test_y)
np.savez(path("unlabelled.npz"), gray)
