package dev.fovea.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * MNIST: 28 x 28 gray pictures of handwritten digits, ink 255 on ground 0 (LeCun, Cortes, Burges).
 *
 * <p>The files are resources of the module {@code mnist}. Each call reads them anew.
 */
public final class Mnist {

  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final String FOLDER = "dev/fovea/mnist/";

  private Mnist() {}

  /**
   * The 60,000 training digits.
   *
   * @throws InputException if the data is not on the class path or is damaged
   */
  public static Dataset train() {
    return load(Mnist.class.getClassLoader(), "train");
  }

  /**
   * The 10,000 test digits.
   *
   * @throws InputException if the data is not on the class path or is damaged
   */
  public static Dataset test() {
    return load(Mnist.class.getClassLoader(), "t10k");
  }

  /** Reads {@code PART-images-idx3-ubyte.gz} and {@code PART-labels-idx1-ubyte.gz}. */
  static Dataset load(ClassLoader loader, String part) {
    String images = FOLDER + part + "-images-idx3-ubyte.gz";
    String labels = FOLDER + part + "-labels-idx1-ubyte.gz";
    try (InputStream imageStream = open(loader, images);
        InputStream labelStream = open(loader, labels)) {
      return Idx.read(
              "mnist",
              new Idx.Source(images, imageStream),
              new Idx.Source(labels, labelStream),
              CLASSES)
          .preparedAs(Preparation.DIGIT);
    } catch (IOException e) {
      // Reading has its own messages: only closing is left.
      throw new InputException(
          "the MNIST data cannot be read: put an intact fovea-mnist on the class path", e);
    }
  }

  private static InputStream open(ClassLoader loader, String resource) {
    InputStream stream = loader.getResourceAsStream(resource);
    if (stream == null) {
      throw new InputException(
          "the MNIST data (%s) is not on the class path: put fovea-mnist on it"
              .formatted(resource));
    }
    return stream;
  }
}
