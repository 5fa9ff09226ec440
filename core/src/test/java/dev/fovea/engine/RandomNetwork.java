package dev.fovea.engine;

import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Add;
import dev.fovea.net.Concat;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Layer;
import dev.fovea.net.Network;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Small random graphs: layers of all kinds in any order that fits, values that several of them
 * read, and sums and joins of any values, the image among them.
 */
public final class RandomNetwork {

  private static final int MOST_STEPS = 7;
  private static final int LARGEST = 150;

  private final Random random;
  private final NetworkBuilder net;
  private final Shape image;
  private final List<Shape> shapes = new ArrayList<>();
  private final TreeSet<Integer> unread = new TreeSet<>();

  private RandomNetwork(long seed) {
    random = new Random(seed);
    image = new Shape(1 + random.nextInt(3), 1 + random.nextInt(8), 3 + random.nextInt(6));
    net = new NetworkBuilder("random " + seed, image);
  }

  /** The network of that number, always the same. */
  public static Network of(long seed) {
    return new RandomNetwork(seed).build();
  }

  /** A batch of so many images, or two where one is too few for the network. */
  public static int batch(Network network, int images) {
    try {
      LeastBatch.check(network, images);
      return images;
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }

  private Network build() {
    for (int i = random.nextInt(MOST_STEPS + 1); i > 0; i--) {
      if (random.nextInt(4) == 0) {
        join(any(), any());
      } else {
        int value = any();
        Layer layer = RandomLayers.of(random, shape(value));
        if (shape(value).isVector() || layer.output(shape(value)).size() <= LARGEST) {
          add(layer, value);
        }
      }
    }
    end();
    return net.build();
  }

  /** All that nobody has read becomes one vector, and that the classes. */
  private void end() {
    List<Integer> vectors = new ArrayList<>();
    for (int value : unread.isEmpty() ? List.of(Node.IMAGE) : List.copyOf(unread)) {
      vectors.add(shape(value).isVector() && random.nextBoolean() ? value : vector(value));
    }
    int all = vectors.getFirst();
    if (vectors.size() > 1) {
      all = add(new Concat(), vectors.stream().mapToInt(v -> v).toArray());
    }
    add(new Dense(2 + random.nextInt(4), random.nextInt(3) > 0), all);
    if (random.nextInt(3) == 0) {
      Layer last = RandomLayers.ofVectors(random, shape(net.last()));
      add(last instanceof Dense ? new Dense(3) : last, net.last());
    }
  }

  /** Usually the value that was made last. */
  private int any() {
    return random.nextInt(10) < 7 ? net.last() : random.nextInt(net.last() + 2) - 1;
  }

  private Shape shape(int value) {
    return value == Node.IMAGE ? image : shapes.get(value);
  }

  private int add(Layer layer, int... inputs) {
    shapes.add(layer.output(Arrays.stream(inputs).mapToObj(this::shape).toList()));
    Arrays.stream(inputs).forEach(unread::remove);
    unread.add(net.add(layer, inputs));
    return net.last();
  }

  private int vector(int value) {
    boolean mean = random.nextInt(3) == 0;
    return add(mean ? AdaptiveAvgPool2d.global() : new Flatten(), value);
  }

  /** Adds or joins two values, or one of them twice, and makes them fit where they do not. */
  private void join(int a, int b) {
    Shape to = shape(a);
    if (to.isVector() && !shape(b).isVector()) {
      b = vector(b);
    } else if (to.height() != shape(b).height() || to.width() != shape(b).width()) {
      b = add(new AdaptiveAvgPool2d(to.height(), to.width()), b);
    }
    boolean concat = random.nextBoolean() && to.size() + shape(b).size() <= LARGEST;
    if (!concat && to.channels() != shape(b).channels()) {
      boolean dense = to.isVector() && random.nextBoolean();
      b = add(dense ? new Dense(to.channels()) : new Conv2d(to.channels(), 1), b);
    }
    int[] inputs = random.nextBoolean() ? new int[] {a, b} : new int[] {b, a};
    if (random.nextInt(4) == 0) {
      inputs = new int[] {inputs[0], inputs[1], random.nextBoolean() ? a : b};
    }
    add(concat ? new Concat() : new Add(), inputs);
  }
}
