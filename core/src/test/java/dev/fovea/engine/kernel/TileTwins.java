package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Arrays;
import java.util.Random;

/** Twin cases of the kernels of Winograd's minimal filtering: one random shape for each call. */
final class TileTwins {

  private TileTwins() {}

  static void transformTile(Random random) {
    TileTransform[] all = TileTransform.values();
    TileTransform transform = all[random.nextInt(all.length)];
    Room room = new Room(random);
    int fromColumn = COUNT + random.nextInt(3);
    int fromRow = 8 * fromColumn + random.nextInt(20);
    int from = room.take(8 * fromRow);
    // Points lie far apart; their rows and columns may change places.
    int toColumn = COUNT + random.nextInt(3);
    int toRow = 8 * toColumn + random.nextInt(20);
    int to = room.take(8 * toRow);
    for (int row = 0; row < transform.to(); row++) {
      for (int column = 0; column < transform.to(); column++) {
        room.writes(to + row * toRow + column * toColumn, COUNT);
      }
    }
    int size = 65 * COUNT;
    int scratch = room.take(size);
    room.updates(scratch, size);
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) -> {
          k.transformTile(transform, x, from, fromRow, fromColumn, to, toRow, toColumn, scratch);
          Arrays.fill(x, scratch, scratch + size, 0f);
        });
  }

  static void weightedSum(Random random) {
    int size = COUNT * (1 + random.nextInt(4));
    int terms = 1 + random.nextInt(9);
    int step = size + random.nextInt(5);
    int factorStep = random.nextInt(3);
    Room room = new Room(random);
    int from = room.take(terms * step);
    int to = room.take(size);
    room.writes(to, size);
    float[] factors = Twins.ordinary(random, 1 + 3 * terms);
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) -> k.weightedSum(x, from, step, factors, 1, factorStep, terms, to, size));
  }

  static void add(Random random) {
    int size = COUNT * random.nextInt(4);
    Room room = new Room(random);
    int from = room.take(size);
    int to = room.take(size);
    room.updates(to, size);
    Twins.compare(room, Twins.ordinary(random, room.close()), (k, x) -> k.add(x, from, to, size));
  }

  static void tileWeights(Random random) {
    int inputs = Twins.channels(random);
    int outputs = Twins.channels(random);
    int tiles = 1 + random.nextInt(9);
    int channelStride = tiles * COUNT + random.nextInt(20);
    Room room = new Room(random);
    int in = room.take(inputs * channelStride);
    int dOut = room.take(outputs * channelStride);
    int to = room.take(outputs * inputs);
    int[] o = Twins.range(random, outputs);
    boolean add = random.nextBoolean();
    int at = to + o[0] * inputs;
    int size = (o[1] - o[0]) * inputs;
    if (add) {
      room.updates(at, size);
    } else {
      room.writes(at, size);
    }
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) ->
            k.tileWeights(
                x, in, inputs, dOut, channelStride, tiles, to, o[0], o[1], add, Twins.scratch()));
  }

  static void pointWeights(Random random) {
    int tiles = 1 + random.nextInt(5);
    int blocks = 1 + random.nextInt(9);
    int outputs = 1 + random.nextInt(9);
    int toOutput = blocks * COUNT + random.nextInt(3);
    Room room = new Room(random);
    int channelStride = tiles * COUNT + random.nextInt(3);
    int in = room.take(blocks * COUNT * channelStride);
    int dOut = room.take(outputs * channelStride);
    int to = room.take(outputs * toOutput);
    boolean add = random.nextBoolean();
    for (int o = 0; o < outputs; o++) {
      if (add) {
        room.updates(to + o * toOutput, blocks * COUNT);
      } else {
        room.writes(to + o * toOutput, blocks * COUNT);
      }
    }
    int groupStride = room.close();
    int groups = 1 + random.nextInt(3);
    Twins.compare(
        room,
        Twins.ordinary(random, groups * groupStride),
        (k, x) ->
            k.points()
                .weights(
                    x,
                    in,
                    dOut,
                    channelStride,
                    tiles,
                    groups,
                    groupStride,
                    blocks,
                    outputs,
                    to,
                    toOutput,
                    add));
  }
}
