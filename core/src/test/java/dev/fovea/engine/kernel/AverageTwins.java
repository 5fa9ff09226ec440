package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Random;

/** Twin cases of average pooling: windows of any rectangle, side by side, overlapping or apart. */
final class AverageTwins {

  private AverageTwins() {}

  static void average(Random random) {
    Case test = new Case(random);
    int[] c = Twins.range(random, test.in.channels());
    test.room.writes(test.out, 0, c[0], c[1]);
    Twins.compare(
        test.room,
        numbers(random, test.room.close()),
        (k, x) -> k.averages().forward(test.g, x, test.in.at(), test.out.at(), c[0], c[1]));
  }

  static void averageBackward(Random random) {
    Case test = new Case(random);
    int[] c = Twins.range(random, test.in.channels());
    Windows windows = test.g.windows();
    for (int channel = c[0]; channel < c[1]; channel++) {
      int plane = test.in.at() + channel * test.in.channelStride();
      for (int position : windows.inPos()) {
        for (int tap : windows.tap()) {
          if (windows.overlap()) {
            test.room.updates(plane + position + tap, COUNT);
          } else {
            test.room.writes(plane + position + tap, COUNT);
          }
        }
      }
    }
    Twins.compare(
        test.room,
        numbers(random, test.room.close()),
        (k, x) -> k.averages().backward(test.g, x, test.in.at(), test.out.at(), c[0], c[1]));
  }

  private static float[] numbers(Random random, int size) {
    return random.nextInt(4) == 0 ? Twins.odd(random, size) : Twins.ordinary(random, size);
  }

  private static final class Case {
    final Room room;
    final View in;
    final View out;
    final Averages g;

    Case(Random random) {
      room = new Room(random);
      int rows = 1 + random.nextInt(5);
      int columns = 1 + random.nextInt(5);
      int stride = 1 + random.nextInt(4);
      int channels = Twins.oneOf(random, 1, 2, 3, 5);
      int height = 1 + random.nextInt(3);
      int width = 1 + random.nextInt(4);
      in = room.view(channels, (height - 1) * stride + rows, (width - 1) * stride + columns);
      out = room.view(channels, height, width);
      int[] inPos = new int[height * width];
      int[] outPos = new int[height * width];
      for (int i = 0; i < inPos.length; i++) {
        inPos[i] = stride * (i / width * in.rowStride() + i % width * COUNT);
        outPos[i] = i / width * out.rowStride() + i % width * COUNT;
      }
      int[] tap = new int[rows * columns];
      for (int t = 0; t < tap.length; t++) {
        tap[t] = t / columns * in.rowStride() + t % columns * COUNT;
      }
      boolean overlap = stride < rows || stride < columns;
      Windows windows =
          new Windows(inPos, tap, outPos, in.channelStride(), out.channelStride(), overlap);
      g = new Averages(windows, 1f / (tap.length + random.nextInt(3)));
    }
  }
}
