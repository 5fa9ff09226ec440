package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.BatchNormKernels.LINE;
import static dev.fovea.engine.kernel.BatchNormKernels.SUMS;
import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Random;

/** Twin cases of {@link BatchNormKernels}: one random shape for each call. */
final class BatchNormTwins {

  private BatchNormTwins() {}

  /** What all of them need: a block somewhere, lines and sums of the channels. */
  private static final class Place {
    final Random random;
    final Room room;
    final int block;
    final int channels;
    final int height;
    final int width;
    final int images;
    final int[] c;
    final float floor;
    int lines;
    int sums;

    Place(Random random) {
      this.random = random;
      room = new Room(random);
      block = room.take(0);
      channels = Twins.channels(random);
      height = 1 + random.nextInt(6);
      width = 1 + random.nextInt(7);
      images = 1 + random.nextInt(COUNT);
      c = Twins.range(random, channels);
      floor = random.nextBoolean() ? 0f : Float.NEGATIVE_INFINITY;
    }

    View view() {
      return room.view(channels, height, width);
    }

    /** Behind all views; they count from the block, and these do not. */
    void takeRest() {
      room.take(block);
      lines = room.take(channels * LINE);
      sums = room.take(channels * SUMS);
    }

    void writesSums(int count) {
      for (int channel = c[0]; channel < c[1]; channel++) {
        room.writes(sums + channel * SUMS, count);
      }
    }

    float[] numbers() {
      int size = room.close();
      return random.nextBoolean() ? Twins.odd(random, size) : Twins.ordinary(random, size);
    }
  }

  static void measure(Random random) {
    Place p = new Place(random);
    View in = p.view();
    p.takeRest();
    p.writesSums(3);
    Twins.compare(
        p.room,
        p.numbers(),
        (k, x) ->
            k.batchNorm()
                .measure(in, x, p.block, p.images, p.sums, p.c[0], p.c[1], Twins.scratch()));
  }

  static void apply(Random random) {
    Place p = new Place(random);
    View in = p.view();
    boolean inPlace = random.nextBoolean();
    View out = inPlace ? in : p.view();
    writes(p, out, inPlace);
    p.takeRest();
    NormViews v = new NormViews(in, out, null, null, p.floor);
    Twins.compare(
        p.room, p.numbers(), (k, x) -> k.batchNorm().apply(v, x, p.block, p.lines, p.c[0], p.c[1]));
  }

  private static void writes(Place p, View view, boolean inPlace) {
    if (inPlace) {
      ElementTwins.updates(p.room, view, p.block, p.c);
    } else {
      p.room.writes(view, p.block, p.c[0], p.c[1]);
    }
  }

  static void gradientSums(Random random) {
    Place p = new Place(random);
    NormViews v = new NormViews(p.view(), null, null, p.view(), p.floor);
    p.takeRest();
    p.writesSums(2);
    Twins.compare(
        p.room,
        p.numbers(),
        (k, x) ->
            k.batchNorm()
                .gradientSums(v, x, p.block, p.lines, p.sums, p.c[0], p.c[1], Twins.scratch()));
  }

  static void inputGradient(Random random) {
    Place p = new Place(random);
    View in = p.view();
    View dOut = p.view();
    int over = random.nextInt(3);
    View dIn = over == 0 ? in : over == 1 ? dOut : p.view();
    writes(p, dIn, over < 2);
    p.takeRest();
    NormViews v = new NormViews(in, null, dIn, dOut, p.floor);
    Twins.compare(
        p.room,
        p.numbers(),
        (k, x) ->
            k.batchNorm()
                .inputGradient(v, x, p.block, p.images, p.lines, p.c[0], p.c[1], Twins.scratch()));
  }

  static void applyPooled(Random random) {
    Place p = new Place(random);
    int kernel = 1 + random.nextInt(3);
    View in = p.room.view(p.channels, kernel * p.height, kernel * p.width);
    View out = p.view();
    writes(p, out, false);
    p.takeRest();
    NormPool pool =
        new NormPool(
            new NormViews(in, out, null, null, p.floor), windows(kernel, in, out), null, null, -1);
    Twins.compare(
        p.room,
        p.numbers(),
        (k, x) -> k.batchNorm().applyPooled(pool, x, p.block, p.lines, p.c[0], p.c[1]));
  }

  static void applyPooledNumbered(Random random) {
    Place p = new Place(random);
    NormPool pool = pool(p, false);
    View largest = pool.largest();
    writes(p, pool.views().out(), false);
    writes(p, largest, false);
    writes(p, numbers(pool), false);
    p.takeRest();
    Twins.compare(
        p.room,
        p.numbers(),
        (k, x) -> k.batchNorm().applyPooledNumbered(pool, x, p.block, p.lines, p.c[0], p.c[1]));
  }

  static void inputGradientPooled(Random random) {
    Place p = new Place(random);
    boolean inPlace = random.nextBoolean();
    NormPool pool = pool(p, inPlace);
    writes(p, pool.views().dIn(), inPlace);
    p.takeRest();
    float[] before = p.numbers();
    Twins.SCALAR.batchNorm().applyPooledNumbered(pool, before, p.block, p.lines, 0, p.channels);
    Twins.compare(
        p.room,
        before,
        (k, x) ->
            k.batchNorm()
                .inputGradientPooled(
                    pool, x, p.block, p.images, p.lines, p.c[0], p.c[1], Twins.scratch()));
  }

  private static NormPool pool(Place p, boolean inPlace) {
    int kernel = 1 + p.random.nextInt(3);
    View in = p.room.view(p.channels, kernel * p.height, kernel * p.width);
    View dIn = inPlace ? in : p.room.view(p.channels, kernel * p.height, kernel * p.width);
    View out = p.view();
    View dOut = p.view();
    NormViews views = new NormViews(in, out, dIn, dOut, p.floor);
    View largest = at(dOut, p.room.take(p.channels * dOut.channelStride()));
    return new NormPool(
        views,
        windows(kernel, in, out),
        windows(kernel, dIn, dOut),
        new NormViews(largest, null, null, dOut, p.floor),
        p.room.take(p.channels * dOut.channelStride()));
  }

  private static View numbers(NormPool pool) {
    return at(pool.largest(), pool.numbersAt());
  }

  private static View at(View v, int at) {
    return new View(at, v.channels(), v.height(), v.width(), v.channelStride(), v.rowStride());
  }

  /** Side by side, each element in one of them. */
  private static Windows windows(int kernel, View in, View out) {
    int[] inPos = new int[out.height() * out.width()];
    int[] outPos = new int[inPos.length];
    for (int i = 0; i < inPos.length; i++) {
      int row = i / out.width();
      int column = i % out.width();
      inPos[i] = kernel * (row * in.rowStride() + column * COUNT);
      outPos[i] = row * out.rowStride() + column * COUNT;
    }
    int[] tap = new int[kernel * kernel];
    for (int t = 0; t < tap.length; t++) {
      tap[t] = t / kernel * in.rowStride() + t % kernel * COUNT;
    }
    return new Windows(inPos, tap, outPos, in.channelStride(), out.channelStride(), false);
  }
}
