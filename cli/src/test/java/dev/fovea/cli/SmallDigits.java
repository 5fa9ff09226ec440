package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A few digits, and a network of one layer, as files of a user's own. */
final class SmallDigits {

  private SmallDigits() {}

  /** Writes {@code digits.csv} as Kaggle has it. */
  static Path csv(Path folder, int images) throws IOException {
    Dataset digits = Mnist.train().slice(0, images);
    StringBuilder text = new StringBuilder("label");
    for (int p = 0; p < digits.imageSize(); p++) {
      text.append(",pixel").append(p);
    }
    for (int i = 0; i < images; i++) {
      text.append('\n').append(digits.label(i));
      for (byte pixel : digits.image(i)) {
        text.append(',').append(pixel & 0xff);
      }
    }
    return Files.writeString(folder.resolve("digits.csv"), text.append('\n'));
  }

  /** Writes {@code flat.json}, a dense layer and nothing else. */
  static Path network(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("flat.json"),
        """
        {"name": "flat", "input": [1, 28, 28], "layers": [
          {"name": "rows", "type": "Flatten"},
          {"name": "out", "type": "Dense", "outFeatures": 10}
        ]}
        """);
  }
}
