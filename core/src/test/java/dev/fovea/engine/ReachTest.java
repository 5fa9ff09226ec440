package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.net.Network;
import dev.fovea.net.zoo.Zoo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A step touches no float but those that it says: with NaN in all others it computes the same, and
 * leaves them as they were.
 */
class ReachTest {

  private static final int GROUPS = 2;
  private static final int PARTS = 3;
  private static final int RANDOM_NETWORKS = 60;

  /** A NaN that no kernel computes. */
  private static final float POISON = Float.intBitsToFloat(0x7fc0dead);

  static Stream<Arguments> networks() {
    return Stream.of(
            TestNetworks.families(),
            TestBatchNorms.vectors(),
            TestSmallTiles.networks(),
            List.of(Zoo.lenet(), Zoo.fashion()))
        .flatMap(List::stream)
        .map(n -> Arguments.argumentSet(n.name(), n));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void nothingElseIsTouched(Network network) {
    check(network);
  }

  @Test
  void nothingElseIsTouchedInRandomNetworks() {
    LongStream.range(1000, 1000 + RANDOM_NETWORKS)
        .mapToObj(RandomNetwork::of)
        .forEach(ReachTest::check);
  }

  private static void check(Network network) {
    Network nodes = Reordering.reluAfterPooling(network);
    for (boolean training : new boolean[] {false, true}) {
      Layout layout = new Layout(nodes, training);
      Proof proof = Proof.of(nodes, layout);
      for (PlacedStep placed : Steps.of(nodes, layout, training, GROUPS)) {
        Step step = placed.step();
        List<Reach> reaches = proof.reaches(step);
        for (Backend backend : List.of(Backend.scalar(), Backend.current())) {
          Memory free = new Memory(network, layout, backend);
          Memory poisoned = new Memory(network, layout, backend);
          poisoned.poison(reaches);
          free.run(step, training);
          poisoned.run(step, training);
          poisoned.compare(free, reaches, network.name() + ", " + step + ", " + backend.name());
        }
      }
    }
  }

  /** Random numbers, the same in each, for all that a step can touch. */
  private static final class Memory {

    private final Frame f;
    private final float[] parameters;
    private final float[] gradient;

    Memory(Network network, Layout layout, Backend backend) {
      Random random = new Random(1);
      float[] x = random(random, (int) layout.total(GROUPS, 1));
      int stride = (int) layout.size();
      int shared = Layout.LEAD + GROUPS * stride;
      f = new Frame(backend.kernels(), x, stride, shared, shared + (int) layout.shared());
      f.groups = GROUPS;
      f.images = GROUPS * Lanes.COUNT - 3;
      f.draw = 1;
      parameters = random(random, (int) network.numberCount());
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = Math.abs(parameters[i]); // variances are not negative
      }
      gradient = random(random, parameters.length);
    }

    private static float[] random(Random random, int size) {
      float[] array = new float[size];
      for (int i = 0; i < size; i++) {
        array[i] = random.nextFloat() - 0.5f;
      }
      return array;
    }

    /** All that a step does, in any order of its parts. */
    void run(Step step, boolean training) {
      f.parameters = parameters;
      f.gradient = null;
      for (int part = 0; part < PARTS; part++) {
        step.prepare(f, part, PARTS);
      }
      for (int part = 0; part < PARTS; part++) {
        step.forward(f, 0, GROUPS, part, PARTS);
      }
      if (!training) {
        return;
      }
      f.gradient = gradient;
      step.prepare(f, 0, 1);
      step.forward(f, 0, 1, 0, 1);
      step.forward(f, 1, GROUPS, 0, 1);
      step.backward(f, 0, GROUPS, 0, 1);
      for (int part = 0; part < PARTS; part++) {
        step.backward(f, 0, GROUPS, part, PARTS);
      }
      for (int part = 0; part < PARTS; part++) {
        step.gradients(f, part, PARTS);
      }
    }

    void poison(List<Reach> reaches) {
      poison(f.x, touched(reaches));
      poison(parameters, parameters(reaches));
      poison(gradient, parameters(reaches));
      boolean scratch = reaches.stream().anyMatch(r -> r.place() == Place.SCRATCH);
      Arrays.fill(f.scratch, scratch ? 0f : POISON);
    }

    private static void poison(float[] array, BitSet touched) {
      for (int i = touched.nextClearBit(0); i < array.length; i = touched.nextClearBit(i + 1)) {
        array[i] = POISON;
      }
    }

    private BitSet touched(List<Reach> reaches) {
      BitSet touched = new BitSet();
      for (Reach reach : reaches) {
        switch (reach.place()) {
          case BLOCK -> {
            for (int g = 0; g < GROUPS; g++) {
              set(touched, reach, g * f.groupStride);
            }
          }
          case SHARED -> set(touched, reach, f.shared);
          case OWN -> set(touched, reach, f.own);
          case PARAMETERS, SCRATCH -> {}
        }
      }
      return touched;
    }

    private static BitSet parameters(List<Reach> reaches) {
      BitSet touched = new BitSet();
      reaches.stream()
          .filter(reach -> reach.place() == Place.PARAMETERS)
          .forEach(reach -> set(touched, reach, 0));
      return touched;
    }

    private static void set(BitSet touched, Reach reach, int at) {
      touched.set(at + (int) reach.from(), at + (int) reach.to());
    }

    /** Compares with another memory that was not poisoned. */
    void compare(Memory free, List<Reach> reaches, String what) {
      compare(f.x, free.f.x, touched(reaches), what + ": float ");
      compare(gradient, free.gradient, parameters(reaches), what + ": gradient ");
      compare(parameters, free.parameters, parameters(reaches), what + ": parameter ");
      if (reaches.stream().noneMatch(r -> r.place() == Place.SCRATCH)) {
        compare(f.scratch, null, new BitSet(), what + ": scratch ");
      }
    }

    private static void compare(float[] actual, float[] expected, BitSet touched, String what) {
      for (int i = 0; i < actual.length; i++) {
        float is = touched.get(i) ? expected[i] : POISON;
        if (Float.floatToRawIntBits(actual[i]) != Float.floatToRawIntBits(is)) {
          throw new AssertionError(what + i + " is " + actual[i] + " and should be " + is);
        }
      }
    }
  }
}
