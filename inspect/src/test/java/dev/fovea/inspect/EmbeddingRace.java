package dev.fovea.inspect;

import com.sun.management.OperatingSystemMXBean;
import dev.fovea.data.Dataset;
import dev.fovea.data.Mnist;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.Trainer;
import dev.fovea.train.optimizer.Sgd;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The features of 10,000 digits by a small trained network, and where PCA and t-SNE put them, as
 * files of little-endian floats; with times. {@code src/test/golden/embedding_race.py} compares
 * them with scikit-learn's. Not a test: it takes a minute.
 */
final class EmbeddingRace {

  private EmbeddingRace() {}

  /** Arguments: a folder for the files, and how many threads. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    Network lenet =
        Network.of(
            "lenet",
            new Shape(1, 28, 28),
            new Conv2d(10, 5),
            new MaxPool2d(2),
            new Relu(),
            new Conv2d(20, 5),
            new MaxPool2d(2),
            new Relu(),
            new Flatten(),
            new Dense(50),
            new Relu(),
            new Dense(10));
    Trainer trainer =
        Trainer.of(lenet).scaling(Scaling.MNIST).optimizer(new Sgd(0.01, 0.5)).batch(64).seed(42);
    Model model = trainer.epochs(3).fit(Mnist.train()).model();
    Dataset test = Mnist.test();
    Embedding.Points features = Embedding.Points.layer(model, "relu3", test, threads);
    Embedding.Points pixels = Embedding.Points.pixels(test);
    Files.createDirectories(folder);
    race(folder, "features", features.points(), threads);
    race(folder, "pixels", pixels.points(), threads);
  }

  private static void race(Path folder, String name, Matrix points, int threads)
      throws IOException {
    write(folder.resolve(name + ".f32"), points.values());
    long start = System.nanoTime();
    Pca pca = Pca.of(points, 2, threads);
    long middle = System.nanoTime();
    long cpu = processorTime();
    Matrix places = Tsne.DEFAULT.of(points, threads);
    long end = System.nanoTime();
    long spent = processorTime() - cpu;
    write(folder.resolve(name + "-tsne.f32"), places.values());
    write(folder.resolve(name + "-pca.f32"), pca.project(points).values());
    System.out.printf(
        "%s, %d x %d: PCA %.2f s, t-SNE %.2f s, %.2f s of processor time%n",
        name,
        points.rows(),
        points.columns(),
        (middle - start) / 1e9,
        (end - middle) / 1e9,
        spent / 1e9);
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void write(Path file, float[] values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }
}
