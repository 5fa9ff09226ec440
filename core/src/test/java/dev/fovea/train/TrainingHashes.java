package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.engine.Backend;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.Recipes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a short training of each small network of the zoo leaves, and each of {@link EveryTraining},
 * to the last bit.
 */
final class TrainingHashes {

  private static final int BATCHES = 3;
  private static final int CLASSES = 10;

  private TrainingHashes() {}

  /** Prints the kernels, and a line for each training; {@code args[0]} threads train. */
  public static void main(String[] args) {
    System.out.println("kernels: " + Backend.current().name());
    all(Integer.parseInt(args[0])).forEach(System.out::println);
  }

  /** A line for each training. */
  static List<String> all(int threads) {
    Stream<String> zoo =
        Zoo.tutorials().stream()
            .filter(network -> !network.name().equals("digits-deep"))
            .map(network -> network.name() + " " + hash(network, threads));
    Stream<String> every =
        EveryTraining.all().entrySet().stream()
            .map(
                e ->
                    e.getKey() + " " + hash(e.getValue().threads(threads), EveryTraining.images()));
    return Stream.concat(zoo, every).toList();
  }

  private static String hash(Network network, int threads) {
    Recipe recipe = Recipes.ofNetwork(network.name()).orElseThrow();
    // The last batch is not full.
    Dataset data = random(BATCHES * recipe.passes().batch() - 5);
    return hash(recipe.trainer().epochs(1).seed(3).threads(threads), data);
  }

  /** Of the parameters that a training leaves. */
  static String hash(Trainer trainer, Dataset data) {
    float[] parameters = trainer.fit(data).model().parameters();
    ByteBuffer bytes = ByteBuffer.allocate(parameters.length * Float.BYTES);
    bytes.asFloatBuffer().put(parameters);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Dataset random(int images) {
    Random random = new Random(1);
    byte[] pixels = new byte[images * 28 * 28];
    random.nextBytes(pixels);
    int[] labels = random.ints(images, 0, CLASSES).toArray();
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    return new Dataset("random", 1, 28, 28, pixels, labels, classes);
  }
}
