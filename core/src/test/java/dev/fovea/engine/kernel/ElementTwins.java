package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;
import java.util.Random;

/** Twin cases of pooling, ReLU, dropout and the loss: one random shape for each call. */
final class ElementTwins {

  private static final int MOST_CLASSES = 12;

  private ElementTwins() {}

  static void maxPool(Random random) {
    Pool pool = new Pool(random);
    int[] c = Twins.range(random, pool.in.channels());
    pool.room.writes(pool.out, 0, c[0], c[1]);
    Windows g = pool.windows(pool.in, pool.out);
    Twins.compare(
        pool.room,
        Twins.odd(random, pool.room.close()),
        (k, x) -> k.maxPool(g, x, pool.in.at(), pool.out.at(), c[0], c[1]));
  }

  static void maxPoolNumbered(Random random) {
    Pool pool = new Pool(random);
    View dIn = pool.room.view(pool.in.channels(), pool.in.height(), pool.in.width());
    View numbers = pool.room.view(pool.in.channels(), pool.out.height(), pool.out.width());
    int[] c = Twins.range(random, pool.in.channels());
    pool.room.writes(pool.out, 0, c[0], c[1]);
    pool.room.writes(numbers, 0, c[0], c[1]);
    Windows values = pool.windows(pool.in, pool.out);
    Windows gradients = pool.windows(dIn, numbers);
    Twins.compare(
        pool.room,
        Twins.odd(random, pool.room.close()),
        (k, x) ->
            k.maxPoolNumbered(
                values, gradients, x, pool.in.at(), pool.out.at(), numbers.at(), c[0], c[1]));
  }

  static void maxPoolBackward(Random random) {
    Pool pool = new Pool(random);
    View dIn = pool.room.view(pool.in.channels(), pool.in.height(), pool.in.width());
    View dOut = pool.room.view(pool.in.channels(), pool.out.height(), pool.out.width());
    int numbersAt = pool.room.take(dOut.channels() * dOut.channelStride());
    int[] c = Twins.range(random, pool.in.channels());
    Windows values = pool.windows(pool.in, pool.out);
    Windows gradients = pool.windows(dIn, dOut);
    for (int channel = c[0]; channel < c[1]; channel++) {
      int plane = dIn.at() + channel * dIn.channelStride();
      for (int position : gradients.inPos()) {
        for (int tap : gradients.tap()) {
          if (gradients.overlap()) {
            pool.room.updates(plane + position + tap, COUNT);
          } else {
            pool.room.writes(plane + position + tap, COUNT);
          }
        }
      }
    }
    float[] before = Twins.odd(random, pool.room.close());
    Twins.SCALAR.maxPoolNumbered(
        values, gradients, before, pool.in.at(), pool.out.at(), numbersAt, 0, pool.in.channels());
    Twins.compare(
        pool.room,
        before,
        (k, x) -> k.maxPoolBackward(gradients, x, numbersAt, dIn.at(), dOut.at(), c[0], c[1]));
  }

  /** A random pooling: windows side by side, overlapping or apart. */
  private static final class Pool {
    final Room room;
    final int kernel;
    final int stride;
    final View in;
    final View out;

    Pool(Random random) {
      room = new Room(random);
      kernel = 1 + random.nextInt(4);
      stride = 1 + random.nextInt(4);
      int channels = Twins.oneOf(random, 1, 2, 3, 5);
      int height = 1 + random.nextInt(3);
      int width = 1 + random.nextInt(4);
      in =
          room.view(
              channels,
              (height - 1) * stride + kernel + random.nextInt(stride),
              (width - 1) * stride + kernel + random.nextInt(stride));
      out = room.view(channels, height, width);
    }

    Windows windows(View in, View out) {
      int outputs = out.height() * out.width();
      int[] inPos = new int[outputs];
      int[] outPos = new int[outputs];
      for (int i = 0; i < outputs; i++) {
        int row = i / out.width();
        int column = i % out.width();
        inPos[i] = stride * (row * in.rowStride() + column * COUNT);
        outPos[i] = row * out.rowStride() + column * COUNT;
      }
      int[] tap = new int[kernel * kernel];
      for (int t = 0; t < tap.length; t++) {
        tap[t] = t / kernel * in.rowStride() + t % kernel * COUNT;
      }
      return new Windows(
          inPos, tap, outPos, in.channelStride(), out.channelStride(), stride < kernel);
    }
  }

  static void relu(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = reluView(random, room);
    boolean inPlace = random.nextBoolean();
    View out = inPlace ? in : room.view(in.channels(), in.height(), in.width());
    int[] c = Twins.range(random, in.channels());
    if (inPlace) {
      updates(room, in, block, c);
    } else {
      room.writes(out, block, c[0], c[1]);
    }
    room.take(block);
    Twins.compare(
        room, Twins.odd(random, room.close()), (k, x) -> k.relu(in, out, x, block, c[0], c[1]));
  }

  static void reluBackward(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View out = reluView(random, room);
    View dOut = room.view(out.channels(), out.height(), out.width());
    boolean inPlace = random.nextBoolean();
    View dIn = inPlace ? dOut : room.view(out.channels(), out.height(), out.width());
    int[] c = Twins.range(random, out.channels());
    if (inPlace) {
      updates(room, dIn, block, c);
    } else {
      room.writes(dIn, block, c[0], c[1]);
    }
    room.take(block);
    Twins.compare(
        room,
        Twins.odd(random, room.close()),
        (k, x) -> k.reluBackward(out, dOut, dIn, x, block, c[0], c[1]));
  }

  static void dropout(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View from = reluView(random, room);
    boolean inPlace = random.nextBoolean();
    View to = inPlace ? from : room.view(from.channels(), from.height(), from.width());
    int[] c = Twins.range(random, from.channels());
    if (inPlace) {
      updates(room, from, block, c);
    } else {
      room.writes(to, block, c[0], c[1]);
    }
    room.take(block);
    Drops drops = Drops.of(random.nextInt(4) == 0 ? 0 : random.nextDouble());
    long key = random.nextLong();
    int first = random.nextInt();
    Twins.compare(
        room,
        Twins.odd(random, room.close()),
        (k, x) -> k.dropout(drops, key, first, from, to, x, block, c[0], c[1]));
  }

  private static View reluView(Random random, Room room) {
    return room.view(Twins.channels(random), 1 + random.nextInt(4), 1 + random.nextInt(7));
  }

  /** Notes that channels of a view in a block are read and written. */
  static void updates(Room room, View view, int block, int[] c) {
    for (int channel = c[0]; channel < c[1]; channel++) {
      for (int row = 0; row < view.height(); row++) {
        int at = view.at() + channel * view.channelStride() + row * view.rowStride();
        room.updates(block + at, view.rowSize());
      }
    }
  }

  static void softmaxCrossEntropy(Random random) {
    int classes = 1 + random.nextInt(MOST_CLASSES);
    int count = 1 + random.nextInt(COUNT);
    Room room = new Room(random);
    int logitsAt = room.take(classes * COUNT);
    int dLogitsAt = room.take(classes * COUNT);
    room.writes(dLogitsAt, classes * COUNT);
    // Losses and predictions stand beside the rest, so that one comparison serves all.
    int lossesAt = room.take(count);
    room.writes(lossesAt, count);
    int predictionsAt = room.take(count);
    room.writes(predictionsAt, count);
    float[] before = Twins.ordinary(random, room.close());
    for (int n = 0; n < COUNT; n++) {
      float spread = Twins.oneOf(random, 0, 1, 4, 20);
      for (int c = 0; c < classes; c++) {
        before[logitsAt + c * COUNT + n] = logit(random, spread);
      }
    }
    int from = random.nextInt(5);
    int[] order = Twins.shuffled(random, from + count + random.nextInt(3));
    int[] labels = random.ints(order.length, 0, classes).toArray();
    float scale = 1f / (1 + random.nextInt(100));
    Twins.compare(
        room,
        before,
        (k, x) -> {
          int[] predictions = new int[lossesAt + count + 3];
          Arrays.fill(predictions, -7);
          k.softmaxCrossEntropy(
              x,
              logitsAt,
              dLogitsAt,
              classes,
              labels,
              order,
              from,
              count,
              scale,
              x,
              predictions,
              lossesAt,
              Twins.scratch());
          if (Arrays.stream(predictions).filter(p -> p != -7).count() != count) {
            throw new AssertionError(k.name() + ": there must be " + count + " predictions");
          }
          for (int n = 0; n < count; n++) {
            x[predictionsAt + n] = predictions[lossesAt + n];
          }
        });
  }

  private static float logit(Random random, float scale) {
    return switch (random.nextInt(40)) {
      case 0 -> 80f;
      case 1 -> -80f;
      case 2 -> 1e30f;
      case 3 -> -1e30f;
      case 4 -> Float.NEGATIVE_INFINITY;
      default -> scale * (float) random.nextGaussian();
    };
  }
}
