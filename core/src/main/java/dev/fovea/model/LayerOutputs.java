package dev.fovea.model;

import dev.fovea.data.ImageSet;
import dev.fovea.data.InputException;
import dev.fovea.data.Scaling;
import dev.fovea.engine.Backend;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Workers;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What one layer of a model makes of many images, by the same plan that evaluates: so what follows
 * from its outputs agrees with {@link Evaluator} to the last image. For a single image {@link
 * Features} is faster.
 *
 * <p>For one caller at a time.
 */
public final class LayerOutputs implements AutoCloseable {

  private final Network network;
  private final Shape shape;
  private final float[] parameters;
  private final Scaling scaling;
  private final Workers workers;
  private final Plan plan;

  /**
   * For a layer.
   *
   * @param layer its name: {@code flatten1}
   * @param threads how many threads share the work; results do not depend on it
   * @throws InputException if the model has no such layer, there can be no such number of threads,
   *     or there is too little memory
   */
  public LayerOutputs(Model model, String layer, int threads) {
    Evaluator.checkThreads(threads);
    this.network = model.network();
    this.scaling = model.scaling();
    Network part;
    try {
      part = network.upTo(layer);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    this.parameters = Features.numbers(model, part);
    this.shape = part.output();
    this.workers = new Workers(threads);
    try {
      Network flat = flat(part);
      this.plan = Plan.forInference(flat, Batches.size(flat), workers, Backend.current());
    } catch (IllegalArgumentException e) {
      workers.close();
      throw new InputException(e.getMessage(), e);
    } catch (Throwable e) {
      workers.close();
      throw e;
    }
  }

  /** For the last layer, which says how likely each class is; otherwise the same. */
  public LayerOutputs(Model model, int threads) {
    this(model, model.network().nodes().getLast().name(), threads);
  }

  /** A plan must end in a vector. */
  private static Network flat(Network part) {
    if (part.nodes().getLast().layer() instanceof Flatten) {
      return part;
    }
    List<Node> nodes = new ArrayList<>(part.nodes());
    String name = "flat";
    while (part.nodes().stream().map(Node::name).toList().contains(name)) {
      name += "'";
    }
    nodes.add(new Node(name, new Flatten(), List.of(nodes.size() - 1)));
    return new Network(part.name(), part.input(), nodes);
  }

  /** Ends the threads. */
  @Override
  public void close() {
    workers.close();
  }

  /** The shape of the layer's output. */
  public Shape shape() {
    return shape;
  }

  /**
   * Computes the layer's output for all of {@code data} in order. Images of a stream are read as
   * they are needed.
   *
   * @throws InputException if images or classes are not the model's, there are no images, a stream
   *     cannot be read, or the outputs do not fit into memory
   */
  public LayerRows of(ImageSet data) {
    Evaluator.checkFits(network, data);
    scaling.checkChannels(data.channels());
    int size = shape.size();
    LayerRows rows = room(data, size);
    float[] values = rows.values();
    int[] labels = rows.labels();
    Batches.infer(
        plan,
        parameters,
        data,
        scaling,
        false,
        new Batches.Use() {
          private int done;

          @Override
          public void take(int[] given, int from, int count) {
            System.arraycopy(given, from, labels, done, count);
            for (int n = 0; n < count; n++) {
              for (int i = 0; i < size; i++) {
                values[(done + n) * size + i] = plan.logit(n, i);
              }
            }
            done += count;
          }
        });
    return rows;
  }

  private LayerRows room(ImageSet data, int size) {
    long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / Float.BYTES);
    if (data.count() <= most / size) {
      try {
        int count = (int) data.count();
        return new LayerRows(shape, new float[count * size], new int[count]);
      } catch (OutOfMemoryError e) {
        throw tooLarge(data, size, e);
      }
    }
    throw tooLarge(data, size, null);
  }

  private static InputException tooLarge(ImageSet data, int size, OutOfMemoryError cause) {
    return new InputException(
        "%s has %d images with %d outputs each, more than fit into memory: take fewer images"
            .formatted(data.name(), data.count(), size),
        cause);
  }
}
