"""Makes the pictures that PictureFileTest and ReductionTest read, and beside each what Pillow, NumPy and PyTorch
make of it (NAME.expected.png, RGB). Run: python3 pictures.py FOLDER, with Pillow 9.4, NumPy 1.24, PyTorch 1.13."""
import os
import struct
import sys

import numpy as np
import torch
from PIL import Image, ImageCms, ImageOps

folder = sys.argv[1]
y, x = np.mgrid[0:24, 0:32]
rgb = np.stack([x * 8, y * 10, 128 + 60 * np.sin(x / 5 + y / 7)], -1).clip(0, 255).astype(np.uint8)
photo = Image.fromarray(rgb)
lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # suits no picture here
# sRGB with the primaries of red and blue exchanged: who applies it is seen to. Pillow does not.
swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
tags = [swapped[i:i + 12] for i in range(132, 132 + 12 * struct.unpack(">I", swapped[128:132])[0], 12)]
tags = {bytes(tag[:4]): tag for tag in tags}
for own, other in ((b"rXYZ", b"bXYZ"), (b"bXYZ", b"rXYZ")):
    i = swapped.index(own, 132)
    swapped[i + 4:i + 12] = tags[other][4:]
swapped = bytes(swapped)


def path(name):
    return os.path.join(folder, name)


def expected(name, picture):
    Image.fromarray(np.asarray(picture)).save(path(name + ".expected.png"))  # without a profile


def on_white(picture):
    white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, picture.convert("RGBA")).convert("RGB")


def save(name, picture, **options):
    picture.save(path(name), **options)
    with Image.open(path(name)) as read:
        meant = ImageOps.exif_transpose(read)
        expected(name, on_white(meant) if meant.mode in ("RGBA", "LA") else meant.convert("RGB"))


# JPEG
save("plain.jpg", photo, quality=95, subsampling=0)
save("subsampled.jpg", photo, quality=90, subsampling=2)
save("progressive.jpg", photo, quality=95, subsampling=0, progressive=True)
save("gray.jpg", photo.convert("L"), quality=95)
save("profile.jpg", photo, quality=95, subsampling=0, icc_profile=lab)
inks = np.stack([x * 8, y * 10, (x + y) * 4, x * 2], -1).clip(0, 255).astype(np.uint8)
save("cmyk.jpg", Image.fromarray(inks, "CMYK"), quality=95)
save("cmyk-profile.jpg", Image.fromarray(inks, "CMYK"), quality=95, icc_profile=lab)
# YCCK: Pillow writes none, but one is a CMYK file of other samples with Adobe's mark 2. Adobe stores 255 - ink; the
# first three channels are YCbCr of the inks.
ycc = np.asarray(Image.fromarray(inks[..., :3]).convert("YCbCr"))
stored = np.dstack([ycc, 255 - inks[..., 3]])
Image.fromarray(255 - stored, "CMYK").save(path("ycck.jpg"), quality=95)
jpeg = bytearray(open(path("ycck.jpg"), "rb").read())
jpeg[jpeg.index(b"Adobe") + 11] = 2
open(path("ycck.jpg"), "wb").write(jpeg)
with Image.open(path("ycck.jpg")) as read:
    assert np.abs(np.asarray(read).astype(int) - inks).max() <= 4  # Pillow takes it for YCCK
    expected("ycck.jpg", read.convert("RGB"))


def exif(order, tag):
    """An Exif block of one entry: the orientation."""
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, tag, 0)
    return {"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HIH", 42, 8, 1) + entry + struct.pack(order + "I", 0)


for tag in range(1, 9):
    block = b"Exif\0\0" + exif("<>"[tag % 2], tag)
    save("turned-%d.jpg" % tag, photo, quality=95, subsampling=0, exif=block)

# The other formats
save("lossless.webp", photo, lossless=True)
save("lossy.webp", photo, quality=90)
save("turned.webp", photo, lossless=True, exif=exif("<", 6))
save("profile.webp", photo, lossless=True, icc_profile=swapped)
faded = photo.convert("RGBA")
faded.putalpha(Image.fromarray((x * 8).astype(np.uint8)))
save("faded.webp", faded, lossless=True, exact=True)
save("faded.png", faded)
save("animated.webp", photo, lossless=True, save_all=True, append_images=[photo.rotate(180)])
palette = photo.quantize(64)
save("animated.gif", palette, save_all=True, append_images=[palette.rotate(180)])
save("plain.bmp", photo)
save("palette.png", palette)

# Sizes, of a larger picture with edges: the middle square or the whole of it
y, x = np.mgrid[0:37, 0:53]
large = np.stack([x * 4, y * 6, ((x // 7 + y // 5) % 2) * 200], -1).clip(0, 255).astype(np.uint8)
Image.fromarray(large).save(path("large.png"))


def shares(size, inputs):
    """Row o: how much of each input the output o covers."""
    edges = np.arange(size + 1) * inputs / size
    low, high = edges[:-1, None], edges[1:, None]
    pixel = np.arange(inputs)
    covered = np.clip(np.minimum(high, pixel + 1) - np.maximum(low, pixel), 0, None)
    return covered / covered.sum(1, keepdims=True)


def area(picture, rows, columns):
    a, b = shares(rows, picture.shape[0]), shares(columns, picture.shape[1])
    return np.einsum("or,rxc,px->opc", a, picture.astype(np.float64), b)


def bilinear(picture, rows, columns):
    tensor = torch.from_numpy(picture.astype(np.float64)).permute(2, 0, 1)[None]
    scaled = torch.nn.functional.interpolate(tensor, (rows, columns), mode="bilinear", align_corners=False)
    return scaled[0].permute(1, 2, 0).numpy()


def write(name, values):
    Image.fromarray(np.floor(values + 0.5).clip(0, 255).astype(np.uint8)).save(path(name))


middle = large[:, 8:45]
for name, scale in (("area", area), ("bilinear", bilinear)):
    for size in (10, 37, 50):
        write("large-crop-%s-%d.png" % (name, size), scale(middle, size, size))
    rows = round(37 * 20 / 53)
    small = np.floor(scale(large, rows, 20) + 0.5).clip(0, 255).astype(np.uint8)
    padded = np.empty((20, 20, 3), np.uint8)
    for c in range(3):
        plane = small[..., c]
        border = np.concatenate([plane[0], plane[-1], plane[1:-1, 0], plane[1:-1, -1]])
        padded[..., c] = np.sort(border)[len(border) // 2]
    top = (20 - rows) // 2
    padded[top:top + rows] = small
    Image.fromarray(padded).save(path("large-pad-%s-20.png" % name))
