package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.Mnist;
import dev.fovea.model.Model;
import dev.fovea.recipe.Recipes;
import dev.fovea.train.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays on disk is trained on as what is in memory. */
class TrainingSetsTest {

  private static final int IMAGES = 3000;
  private static final int TESTED = 500;

  @TempDir private Path folder;

  private static byte[] npy(String shape, byte[] values) throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x93);
    bytes.write("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(padded.length() & 0xff);
    bytes.write(padded.length() >> 8);
    bytes.write(padded.getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(values);
    return bytes.toByteArray();
  }

  @Test
  void aFolderThatStaysOnDisk() throws IOException {
    Dataset digits = Mnist.train().slice(0, IMAGES);
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) digits.label(i);
    }
    Files.write(folder.resolve("images.npy"), npy(IMAGES + ", 28, 28", digits.pixels()));
    Files.write(folder.resolve("labels.npy"), npy(IMAGES + ",", labels));
    StringWriter said = new StringWriter();
    Trainer trainer =
        Recipes.find("digits-16-32").orElseThrow().trainer().epochs(2).window(1000).batch(50);
    try (TrainingSets sets =
        TrainingSets.stream(folder, false, (double) TESTED / IMAGES, new PrintWriter(said))) {
      assertThat(sets.training().count()).isEqualTo(IMAGES - TESTED);
      Model model = trainer.test(sets.test()).fit((ImageStream) sets.training()).model();
      Dataset last = digits.slice(IMAGES - TESTED, IMAGES);
      assertThat(model.evaluate(last).accuracy()).isGreaterThan(0.8);
    }
    assertThat(said.toString())
        .contains("read from disk while it trains", "the last 500 images are set apart for test");
  }
}
