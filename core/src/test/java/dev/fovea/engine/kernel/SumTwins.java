package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;

/** Twin cases of the kernels that multiply and add: one random shape for each call. */
final class SumTwins {

  private SumTwins() {}

  static void correlate(Random random) {
    int taps = random.nextInt(31);
    int positions = 1 + random.nextInt(13);
    int channels = Twins.channels(random);
    Room room = new Room(random);
    int block = room.take(0);
    Correlation g = correlation(random, room, taps, positions, channels);
    int[] p = Twins.range(random, positions);
    int[] c = Twins.range(random, channels);
    for (int channel = c[0]; channel < c[1]; channel++) {
      for (int position = p[0]; position < p[1]; position++) {
        room.writes(block + channel * g.outChannel() + g.outPos()[position], COUNT);
      }
    }
    room.take(block);
    // The weights lie behind all that, where nothing may be written.
    int weightsAt = room.take(channels * g.weightChannel() + taps);
    int biasAt = room.take(channels);
    boolean bias = random.nextBoolean();
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) ->
            k.correlate(
                g, x, block, block, x, weightsAt, bias ? x : null, biasAt, p[0], p[1], c[0], c[1]));
  }

  static void correlateBlocks(Random random) {
    int positions = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(18);
    int channels = Twins.oneOf(random, 1, 4, 5, 10, 16, 17, 20, 32, 33, 47, 50, 64, 70);
    int blocks = Math.ceilDiv(channels, COUNT);
    Room room = new Room(random);
    // The offsets of a correlation serve as they are: what differs are weights and lanes.
    Correlation some = correlation(random, room, random.nextInt(31), positions, blocks);
    BlockCorrelation g =
        new BlockCorrelation(
            some.inTap(), some.inPos(), some.outPos(), some.outChannel(), channels);
    for (int block = 0; block < blocks; block++) {
      for (int position = 0; position < positions; position++) {
        room.writes(block * g.outBlock() + g.outPos()[position], COUNT);
      }
    }
    float[] weights = Twins.ordinary(random, blocks * g.weightBlock());
    int unused = blocks * COUNT - channels;
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) -> {
          k.correlateBlocks(g, x, weights);
          for (int position = 0; position < positions; position++) {
            // Whatever is in the lanes that mean nothing.
            int end = (blocks - 1) * g.outBlock() + g.outPos()[position] + COUNT;
            Arrays.fill(x, end - unused, end, 0f);
          }
        });
  }

  /** Tables of any offsets that do not write twice; offsets count from 0 of {@code room}. */
  private static Correlation correlation(
      Random random, Room room, int taps, int positions, int channels) {
    int reach = 200;
    int inAt = room.take(3 * reach);
    int[] inTap = random.ints(taps, -reach, reach - COUNT).toArray();
    int[] inPos = random.ints(positions, inAt + reach, inAt + 2 * reach).toArray();
    int spacing = COUNT + random.nextInt(3);
    int outChannel = positions * spacing + random.nextInt(20);
    int outAt = room.take(channels * outChannel);
    int[] outPos = Twins.shuffled(random, positions);
    for (int i = 0; i < positions; i++) {
      outPos[i] = outAt + outPos[i] * spacing;
    }
    int[] weightTap = Twins.shuffled(random, taps);
    int weightChannel = taps + random.nextInt(3);
    return new Correlation(inTap, weightTap, weightChannel, inPos, outPos, outChannel, channels);
  }

  static void correlateWeights(Random random) {
    // Seldom so many positions that they are cut, and then fewer of the rest.
    boolean cut = random.nextInt(10) == 0;
    int taps = 1 + random.nextInt(cut ? 6 : 30);
    int channels = cut ? Twins.oneOf(random, 1, 2, 3, 5) : Twins.channels(random);
    int positions = cut ? 300 + random.nextInt(600) : 1 + random.nextInt(13);
    Room room = new Room(random);
    Correlation g = correlation(random, room, taps, positions, channels);
    int groupStride = room.close();
    int groups = 1 + random.nextInt(3);
    int inAt = random.nextInt(9);
    int outAt = random.nextInt(9);
    float[] x = Twins.ordinary(random, groups * groupStride + 8);
    float[] scalar = weights(random, Twins.SCALAR, g, x, inAt, outAt, groups, groupStride);
    float[] vector = weights(random, Twins.VECTOR, g, x, inAt, outAt, groups, groupStride);
    Twins.checkEqual(scalar, vector);
  }

  /** Computes the tiles in random parts, which together must write each weight once. */
  private static float[] weights(
      Random random,
      Kernels kernels,
      Correlation g,
      float[] x,
      int inAt,
      int outAt,
      int groups,
      int groupStride) {
    Room room = new Room(new Random(1));
    int gradientAt = room.take(g.channels() * g.weightChannel());
    for (int c = 0; c < g.channels(); c++) {
      for (int t = 0; t < g.taps(); t++) {
        room.writes(gradientAt + c * g.weightChannel() + g.weightTap()[t], 1);
      }
    }
    float[] before = Twins.ordinary(new Random(2), room.close());
    room.mark(before);
    float[] all = before.clone();
    BitSet written = new BitSet();
    int tiles = kernels.weightTiles(g, g.channels());
    int step = 1 + random.nextInt(tiles);
    for (int tile = 0; tile < tiles; tile += step) {
      float[] part = before.clone();
      int end = Math.min(tile + step, tiles);
      kernels.correlateWeights(
          g, x, inAt, outAt, groups, groupStride, part, gradientAt, tile, end, Twins.scratch());
      for (int i = 0; i < part.length; i++) {
        if (Float.floatToRawIntBits(part[i]) != Float.floatToRawIntBits(before[i])) {
          if (written.get(i)) {
            throw new AssertionError(kernels.name() + ": two parts write weight " + i);
          }
          written.set(i);
          all[i] = part[i];
        }
      }
    }
    room.checkWritten(before, all, kernels.name());
    return all;
  }

  static void channelSums(Random random) {
    int channels = Twins.channels(random);
    Room room = new Room(random);
    View view = room.view(channels, 1 + random.nextInt(5), 1 + random.nextInt(9));
    int groupStride = room.close();
    int groups = 1 + random.nextInt(3);
    float[] x = Twins.ordinary(random, groups * groupStride);
    int[] c = Twins.range(random, channels);
    Room out = new Room(random);
    int gradientAt = out.take(channels);
    out.writes(gradientAt + c[0], c[1] - c[0]);
    Twins.compare(
        out,
        Twins.ordinary(random, out.close()),
        (k, gradient) ->
            k.channelSums(
                view, x, groups, groupStride, gradient, gradientAt, c[0], c[1], Twins.scratch()));
  }

  static void denseWeights(Random random) {
    int in = Twins.oneOf(random, 1, 2, 3, 7, 15, 16, 17, 31, 33, 48, 64, 65, 130);
    int inPadded = (in + COUNT - 1) / COUNT * COUNT;
    int outputs = Twins.channels(random);
    Room room = new Room(random);
    int dOutAt = room.take(outputs * COUNT);
    int imagesAt = room.take(COUNT * inPadded);
    int groupStride = room.close();
    int groups = 1 + random.nextInt(3);
    float[] x = Twins.ordinary(random, groups * groupStride);
    for (int image = 0; image < groups * COUNT; image++) {
      int row = image / COUNT * groupStride + imagesAt + image % COUNT * inPadded;
      Arrays.fill(x, row + in, row + inPadded, 0f);
    }
    int[] o = Twins.range(random, outputs);
    Room out = new Room(random);
    int gradientAt = out.take(outputs * in);
    out.writes(gradientAt + o[0] * in, (o[1] - o[0]) * in);
    Twins.compare(
        out,
        Twins.ordinary(random, out.close()),
        (k, gradient) ->
            k.denseWeights(
                x,
                dOutAt,
                groups,
                groupStride,
                imagesAt,
                in,
                inPadded,
                gradient,
                gradientAt,
                o[0],
                o[1],
                Twins.scratch()));
  }
}
