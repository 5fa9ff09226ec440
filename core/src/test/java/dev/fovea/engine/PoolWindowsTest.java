package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.kernel.Averages;
import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import dev.fovea.engine.kernel.Windows;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.AvgPool2d;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Pooling;
import dev.fovea.net.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tables of poolings: each window holds the elements that it should, and no others. */
class PoolWindowsTest {

  private static final int CASES = 2_000;

  /** A value of one channel with a border. */
  private static View view(int height, int width, int border) {
    int rowStride = (width + 2 * border) * Lanes.COUNT;
    return new View(0, 1, height, width, (height + 2 * border) * rowStride, rowStride);
  }

  private static List<Averages> tables(Pooling layer, int height, int width) {
    Shape out = layer.output(new Shape(1, height, width));
    return PoolWindows.of(layer, view(height, width, 0), view(out.height(), out.width(), 0));
  }

  @Test
  void anyAveragePoolingOfOnes() {
    Random random = new Random(1);
    for (int i = 0; i < CASES; i++) {
      int kernel = 1 + random.nextInt(6);
      int padding = random.nextInt(kernel / 2 + 1);
      boolean ceil = random.nextBoolean();
      int stride = 1 + random.nextInt(5);
      AvgPool2d layer = new AvgPool2d(kernel, stride, padding, ceil, random.nextBoolean());
      int least = Math.max(1, kernel - 2 * padding - (ceil ? stride - 1 : 0));
      int height = least + random.nextInt(9);
      int width = least + random.nextInt(9);
      Shape in = new Shape(1, height, width);
      Shape out = layer.output(in);
      View from = view(height, width, random.nextInt(3));
      View to = view(out.height(), out.width(), random.nextInt(3));
      // Each element is told from the others by what it adds to the sum.
      double[] x = random.doubles(in.size()).toArray();
      double[] expected = ReferencePooling.average(layer, in, out, x);
      Map<Integer, Double> means = means(PoolWindows.of(layer, from, to), from, x);
      assertThat(means).as("%s of %s", layer, in).hasSize(out.size());
      for (int n = 0; n < expected.length; n++) {
        int at = n / to.width() * to.rowStride() + n % to.width() * Lanes.COUNT;
        assertThat(means.get(at)).as("%s of %s", layer, in).isCloseTo(expected[n], within(1e-6));
      }
    }
  }

  /** What comes out of each place of the output; a place that comes twice is an error. */
  private static Map<Integer, Double> means(List<Averages> tables, View from, double[] x) {
    Map<Integer, Double> means = new HashMap<>();
    for (Averages g : tables) {
      Windows windows = g.windows();
      for (int p = 0; p < windows.inPos().length; p++) {
        double sum = 0;
        for (int tap : windows.tap()) {
          int at = windows.inPos()[p] + tap;
          int row = at / from.rowStride();
          sum += x[row * from.width() + at % from.rowStride() / Lanes.COUNT];
        }
        assertThat(means.put(windows.outPos()[p], sum * g.share())).isNull();
      }
    }
    return means;
  }

  @Test
  void oneTableForEachShape() {
    assertThat(tables(new MaxPool2d(2), 24, 24)).hasSize(1);
    assertThat(tables(new MaxPool2d(3, 2), 56, 55)).hasSize(1);
    assertThat(tables(AdaptiveAvgPool2d.global(), 300, 200)).hasSize(1);
    assertThat(tables(new AdaptiveAvgPool2d(3, 6), 8, 12)).hasSize(2);
    assertThat(tables(new MaxPool2d(3, 2).withPadding(1), 112, 112)).hasSize(4);
    assertThat(tables(new AvgPool2d(2).withCeilMode(), 7, 8)).hasSize(2);
  }

  @Test
  void whichCoverAll() {
    assertThat(covers(new MaxPool2d(2), 8, 6)).isTrue();
    assertThat(covers(new MaxPool2d(2), 8, 7)).isFalse();
    assertThat(covers(new MaxPool2d(2).withCeilMode(), 8, 7)).isTrue();
    assertThat(covers(new MaxPool2d(2).withPadding(1), 8, 6)).isTrue();
    assertThat(covers(new MaxPool2d(3, 2), 7, 7)).isFalse();
    assertThat(covers(new MaxPool2d(2, 3), 8, 8)).isFalse();
    assertThat(covers(new AdaptiveAvgPool2d(2, 3), 8, 9)).isTrue();
    assertThat(covers(new AdaptiveAvgPool2d(2, 3), 8, 8)).isFalse();
    assertThat(covers(new AdaptiveAvgPool2d(9, 8), 8, 8)).isFalse();
  }

  private static boolean covers(Pooling layer, int height, int width) {
    List<Windows> windows = tables(layer, height, width).stream().map(Averages::windows).toList();
    return PoolWindows.coverAll(windows, (long) height * width);
  }

  /** Each of a thousand windows along a side would have a length of its own. */
  @Test
  void refusesTooManyShapes() {
    assertThatThrownBy(() -> tables(new AvgPool2d(1000, 1).withPadding(500), 600, 600))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "AvgPool2d 1000, stride 1, padding 500 over 600 x 600 has windows of too many shapes,"
                + " \\d+ x \\d+: choose a smaller kernel or padding");
  }

  @Test
  void aSinglePlaceForWindowsOfSeveralShapesIsRefused() {
    View image = view(7, 7, 0);
    MaxPool2d layer = new MaxPool2d(3, 2).withPadding(1);
    assertThatThrownBy(() -> MaxPoolStep.windows(layer, image, view(4, 4, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("MaxPool2d 3, stride 2, padding 1 has windows of several shapes");
  }
}
