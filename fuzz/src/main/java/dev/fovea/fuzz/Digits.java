package dev.fovea.fuzz;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Three digits in the formats that are simple enough to be written here. */
final class Digits {

  private static final int COUNT = 3;
  private static final int SIDE = 28;
  private static final int CIFAR_IMAGE = 3 * 32 * 32;
  private static final Dataset THREE = Mnist.test().slice(0, COUNT);

  private Digits() {}

  static Dataset three() {
    return THREE;
  }

  /** An idx file of images. */
  static byte[] images() {
    return ByteBuffer.allocate(16 + COUNT * SIDE * SIDE)
        .putInt(0x0803)
        .putInt(COUNT)
        .putInt(SIDE)
        .putInt(SIDE)
        .put(THREE.pixels())
        .array();
  }

  /** An idx file of their labels. */
  static byte[] labels() {
    ByteBuffer file = ByteBuffer.allocate(8 + COUNT).putInt(0x0801).putInt(COUNT);
    for (int label : THREE.labels()) {
      file.put((byte) label);
    }
    return file.array();
  }

  /** A table as Kaggle has it, of the middle 4 x 4 pixels: short lines are changed more often. */
  static byte[] table() {
    List<String> header = new ArrayList<>(List.of("label"));
    List<List<String>> rows = new ArrayList<>(List.of(header));
    for (int image = 0; image < COUNT; image++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(THREE.labels()[image])));
      for (int pixel = 0; pixel < 16; pixel++) {
        int at = (image * SIDE + 12 + pixel / 4) * SIDE + 12 + pixel % 4;
        row.add(String.valueOf(THREE.pixels()[at] & 0xff));
        if (image == 0) {
          header.add("pixel" + pixel);
        }
      }
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(String.join(",", row)).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Two records of CIFAR-10. */
  static byte[] cifar() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int image = 0; image < 2; image++) {
      file.write(THREE.labels()[image]);
      file.writeBytes(Arrays.copyOf(THREE.pixels(), CIFAR_IMAGE));
    }
    return file.toByteArray();
  }

  /** A Windows bitmap of 24 bits of 2 x 2 pixels. */
  static byte[] bitmap() {
    int row = 8; // two pixels of three bytes, filled up to a multiple of four
    return ByteBuffer.allocate(54 + 2 * row)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'B')
        .put((byte) 'M')
        .putInt(54 + 2 * row)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(2)
        .putInt(2)
        .putShort((short) 1)
        .putShort((short) 24)
        .putInt(0)
        .putInt(2 * row)
        .putInt(2835)
        .putInt(2835)
        .putInt(0)
        .putInt(0)
        .put(new byte[] {0, 1, 2, 3, 4, 5})
        .array();
  }
}
