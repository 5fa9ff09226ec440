package dev.fovea.model;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.data.StreamParts;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.net.Network;
import java.util.stream.IntStream;

/** Runs a plan over all images of a set in order, batch by batch. */
final class Batches {

  /** Enough groups to keep the threads busy, few enough to stay in the cache. */
  private static final int BATCH = 256;

  private static final int SMALLEST = 16;

  /** Bytes of a stream that are read at once. */
  private static final int READ = 4 << 20;

  private Batches() {}

  /** What is done after each batch. */
  interface Use {

    /**
     * Takes what the plan says of a batch.
     *
     * @param labels of some images
     * @param from which of them is the batch's first
     * @param count images in the batch
     */
    void take(int[] labels, int from, int count);
  }

  /** How many images at once: of large networks fewer. */
  static int size(Network network) {
    int batch = BATCH;
    while (batch > SMALLEST
        && Plan.memory(network, batch, false) > Runtime.getRuntime().maxMemory() / 4) {
      batch /= 2;
    }
    return batch;
  }

  /**
   * Predicts all of {@code data}. Images of a stream are read as they are needed.
   *
   * @param losses whether the plan is to compute them, so that it must know the classes
   * @throws InputException if there are more images than an int counts, or a stream cannot be read
   *     or has no room in memory
   */
  static void infer(
      Plan plan, float[] parameters, ImageSet data, Scaling scaling, boolean losses, Use use) {
    if (data.count() > Integer.MAX_VALUE) {
      throw new InputException(
          "%s has %d images, more than can be evaluated at once: split it"
              .formatted(data.name(), data.count()));
    }
    switch (data) {
      case Dataset all -> {
        Source source = source(all.pixels(), losses ? all.labels() : null, scaling);
        infer(plan, parameters, source, all.labels(), all.size(), use);
      }
      case ImageStream stream -> {
        // Whole batches, so that the sum of the losses has the same parts.
        int batches = Math.clamp(READ / ((long) plan.batch() * stream.imageSize()), 1, BATCH);
        int most = (int) Math.min((long) batches * plan.batch(), stream.count());
        byte[] pixels = room(stream, most);
        int[] labels = new int[most];
        Source source = source(pixels, losses ? labels : null, scaling);
        for (long first = 0; first < stream.count(); first += most) {
          int count = (int) Math.min(most, stream.count() - first);
          StreamParts.read(stream, first, count, pixels, labels, () -> false);
          infer(plan, parameters, source, labels, count, use);
        }
      }
    }
  }

  private static byte[] room(ImageStream stream, int images) {
    try {
      return new byte[Math.multiplyExact(images, stream.imageSize())];
    } catch (ArithmeticException | OutOfMemoryError e) {
      throw new InputException(
          "%d images of %s do not fit into memory beside the network: give Java more with -Xmx"
              .formatted(images, stream.name()),
          e);
    }
  }

  private static Source source(byte[] pixels, int[] labels, Scaling scaling) {
    return new Source(pixels, labels, scaling.table(), scaling.standardize(), null);
  }

  private static void infer(
      Plan plan, float[] parameters, Source source, int[] labels, int images, Use use) {
    int[] order = IntStream.range(0, images).toArray();
    for (int from = 0; from < images; from += plan.batch()) {
      int count = Math.min(plan.batch(), images - from);
      plan.infer(parameters, source, order, from, count);
      use.take(labels, from, count);
    }
  }
}
