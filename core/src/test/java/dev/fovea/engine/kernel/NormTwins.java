package dev.fovea.engine.kernel;

import static dev.fovea.engine.kernel.Lanes.COUNT;

import java.util.Random;

/** Twin cases of layer and local response normalisation: one random shape for each call. */
final class NormTwins {

  private static final int MOMENTS = LayerNormKernels.ROWS * COUNT;

  private NormTwins() {}

  private static View view(Random random, Room room) {
    return room.view(Twins.channels(random), 1 + random.nextInt(3), 1 + random.nextInt(20));
  }

  private static View like(View view, Room room) {
    return room.view(view.channels(), view.height(), view.width());
  }

  private static int elements(View view) {
    return view.channels() * view.height() * view.width();
  }

  static void measure(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = view(random, room);
    room.take(block);
    int moments = room.take(in.channels() * MOMENTS);
    int[] c = Twins.range(random, in.channels());
    room.writes(moments + c[0] * MOMENTS, (c[1] - c[0]) * MOMENTS);
    float[] before = Twins.ordinary(random, room.close());
    Twins.compare(
        room,
        before,
        (k, x) -> k.layerNorms().measure(in, x, block, moments, c[0], c[1], Twins.scratch()));
  }

  /** The statistics of all channels, and with them the output of some. */
  static void layerNorm(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = view(random, room);
    View out = random.nextBoolean() ? like(in, room) : in;
    room.take(block);
    int moments = room.take(in.channels() * MOMENTS);
    int[] c = Twins.range(random, in.channels());
    if (out == in) {
      ElementTwins.updates(room, out, block, c);
    } else {
      room.writes(out, block, c[0], c[1]);
    }
    float[] before = Twins.ordinary(random, room.close());
    for (int channel = 0; channel < in.channels(); channel++) {
      for (int l = 0; l < COUNT; l++) {
        before[moments + channel * MOMENTS + COUNT + l] = 3 * random.nextFloat();
      }
    }
    float[] parameters = Twins.ordinary(random, 7 + 2 * elements(in));
    int plane = in.height() * in.width();
    Twins.compare(
        room,
        before,
        (k, x) -> {
          float[] statistics = Twins.scratch();
          k.layerNorms().combine(x, moments, in.channels(), plane, 1e-3f, statistics);
          int biasAt = 5 + elements(in);
          k.layerNorms().forward(in, out, x, block, statistics, parameters, 5, biasAt, c[0], c[1]);
        });
  }

  static void sums(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = view(random, room);
    View dOut = like(in, room);
    room.take(block);
    int statistics = room.take(MOMENTS);
    int moments = room.take(in.channels() * MOMENTS);
    int[] c = Twins.range(random, in.channels());
    room.writes(moments + c[0] * MOMENTS, (c[1] - c[0]) * MOMENTS);
    int plane = in.height() * in.width();
    int weightSums = room.take(elements(in));
    room.writes(weightSums + c[0] * plane, (c[1] - c[0]) * plane);
    int biasSums = room.take(elements(in));
    room.writes(biasSums + c[0] * plane, (c[1] - c[0]) * plane);
    float[] parameters = Twins.ordinary(random, 3 + elements(in));
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) ->
            k.layerNorms()
                .sums(
                    in,
                    dOut,
                    x,
                    block,
                    statistics,
                    moments,
                    weightSums,
                    biasSums,
                    parameters,
                    2,
                    c[0],
                    c[1],
                    Twins.scratch()));
  }

  static void layerNormBackward(Random random) {
    Room room = new Room(random);
    int block = room.take(0);
    View in = view(random, room);
    View dOut = like(in, room);
    View dIn = random.nextBoolean() ? like(in, room) : dOut;
    room.take(block);
    int statistics = room.take(MOMENTS);
    int moments = room.take(in.channels() * MOMENTS);
    int[] c = Twins.range(random, in.channels());
    if (dIn == dOut) {
      ElementTwins.updates(room, dIn, block, c);
    } else {
      room.writes(dIn, block, c[0], c[1]);
    }
    float[] parameters = Twins.ordinary(random, 3 + elements(in));
    Twins.compare(
        room,
        Twins.ordinary(random, room.close()),
        (k, x) ->
            k.layerNorms()
                .backward(
                    in,
                    dOut,
                    dIn,
                    x,
                    block,
                    statistics,
                    moments,
                    parameters,
                    2,
                    c[0],
                    c[1],
                    Twins.scratch()));
  }

  static void response(Random random) {
    Response test = new Response(random);
    View out = like(test.in, test.room);
    View kept = random.nextBoolean() ? test.divisors : out;
    test.room.take(test.block);
    int[] c = Twins.range(random, out.channels());
    test.room.writes(out, test.block, c[0], c[1]);
    test.room.writes(kept, test.block, c[0], c[1]);
    Twins.compare(
        test.room,
        Twins.ordinary(random, test.room.close()),
        (k, x) -> k.responses().forward(test.r, test.in, kept, out, x, test.block, c[0], c[1]));
  }

  static void responseBackward(Random random) {
    Response test = new Response(random);
    View dOut = like(test.in, test.room);
    View dIn = like(test.in, test.room);
    test.room.take(test.block);
    int[] c = Twins.range(random, dIn.channels());
    test.room.writes(dIn, test.block, c[0], c[1]);
    ElementTwins.updates(test.room, test.divisors, test.block, c);
    float[] before = Twins.ordinary(random, test.room.close());
    for (int i = 0; i < before.length; i++) {
      before[i] += i >= test.divisors.at() + test.block ? 1.5f : 0f;
    }
    Twins.compare(
        test.room,
        before,
        (k, x) ->
            k.responses()
                .backward(test.r, test.in, test.divisors, dOut, dIn, x, test.block, c[0], c[1]));
  }

  static void spread(Random random) {
    Response test = new Response(random);
    View dIn = like(test.in, test.room);
    test.room.take(test.block);
    int[] c = Twins.range(random, dIn.channels());
    ElementTwins.updates(test.room, dIn, test.block, c);
    Twins.compare(
        test.room,
        Twins.ordinary(random, test.room.close()),
        (k, x) ->
            k.responses().spread(test.r, test.in, test.divisors, dIn, x, test.block, c[0], c[1]));
  }

  /** Any size, the usual power and others. */
  private static final class Response {
    final Room room;
    final int block;
    final View in;
    final View divisors;
    final Responses r;

    Response(Random random) {
      room = new Room(random);
      block = room.take(0);
      in = view(random, room);
      divisors = like(in, room);
      double beta = random.nextBoolean() ? 0.75 : 2 * random.nextDouble();
      r = new Responses(random.nextInt(4), random.nextInt(4), random.nextFloat(), 0.5f, beta);
    }
  }
}
