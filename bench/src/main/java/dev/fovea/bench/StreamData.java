package dev.fovea.bench;

import dev.fovea.data.Rng;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes {@code images.npy} and {@code labels.npy} of any length: ten classes, each a bright blob at
 * a place of its own in noise.
 */
final class StreamData {

  static final int SIDE = 28;
  static final int CLASSES = 10;

  private static final int SIZE = SIDE * SIDE;

  private StreamData() {}

  /** Writes them into {@code folder}, unless they are there. */
  static void write(Path folder, int images) throws IOException {
    Files.createDirectories(folder);
    byte[] header = header("(%d, %d)".formatted(images, SIZE));
    Path pixels = folder.resolve("images.npy");
    if (Files.exists(pixels) && Files.size(pixels) == header.length + (long) images * SIZE) {
      return;
    }
    Rng rng = new Rng(1, 1);
    byte[] image = new byte[SIZE];
    try (OutputStream x = new BufferedOutputStream(Files.newOutputStream(pixels), 1 << 20);
        OutputStream y =
            new BufferedOutputStream(Files.newOutputStream(folder.resolve("labels.npy")))) {
      x.write(header);
      y.write(header("(%d,)".formatted(images)));
      for (int i = 0; i < images; i++) {
        int label = rng.nextInt(CLASSES);
        draw(label, rng, image);
        x.write(image);
        y.write(label);
      }
    }
  }

  private static void draw(int label, Rng rng, byte[] image) {
    double angle = 2 * Math.PI * label / CLASSES;
    double row = 14 + 7 * Math.sin(angle);
    double column = 14 + 7 * Math.cos(angle);
    long noise = 0;
    for (int i = 0; i < SIZE; i++) {
      noise = i % 8 == 0 ? rng.nextLong() : noise >>> 8;
      int y = i / SIDE;
      double distance = Math.hypot(y - row, i % SIDE - column);
      int blob = distance < 5 ? (int) (150 - 30 * distance) : 0;
      image[i] = (byte) (blob + (noise & 0x3f) + 16);
    }
  }

  /** Version 1 of the format, filled with spaces to 128 bytes as numpy does. */
  private static byte[] header(String shape) {
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    String filled = text + " ".repeat(128 - 10 - 1 - text.length()) + "\n";
    return ("\u0093NUMPY\u0001\u0000" + (char) filled.length() + "\u0000" + filled)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
