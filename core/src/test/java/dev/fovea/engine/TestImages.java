package dev.fovea.engine;

import dev.fovea.net.Network;
import dev.fovea.net.Tensor;
import java.util.Random;

/** Random images, labels and parameters for a network. */
final class TestImages {

  private TestImages() {}

  /** Inputs lie between -2 and 2, never at 0, where ReLU has its kink. */
  static Source source(Network network, int images, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[images * network.input().size()];
    random.nextBytes(pixels);
    int[] labels = random.ints(images, 0, network.output().size()).toArray();
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (i - 127.5f) / 64;
    }
    return new Source(pixels, labels, table);
  }

  /** Uniform, and large enough that no layer's output dies away. */
  static float[] parameters(Network network, long seed) {
    Random random = new Random(seed);
    float[] parameters = new float[Math.toIntExact(network.numberCount())];
    int at = 0;
    for (Tensor tensor : network.tensors()) {
      float bound = (float) (1.7 / Math.sqrt(tensor.fanIn()));
      for (long i = tensor.size(); i > 0; i--) {
        float number = bound * (2 * random.nextFloat() - 1);
        boolean positive = tensor.role() == Tensor.Role.RUNNING_VARIANCE;
        parameters[at++] = positive ? Math.abs(number) : number;
      }
    }
    return parameters;
  }

  /** The numbers 0 to {@code n - 1} in random order. */
  static int[] order(int n, long seed) {
    Random random = new Random(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
