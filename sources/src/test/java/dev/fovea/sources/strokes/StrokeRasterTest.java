package dev.fovea.sources.strokes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawings made up for it against cairo; see golden/strokes.py. */
class StrokeRasterTest {

  @ParameterizedTest
  @ValueSource(ints = {28, 64})
  void drawsAsCairo(int side) throws IOException {
    List<Drawing> drawings =
        new String(resource("drawings.ndjson"), UTF_8)
            .lines()
            .map(line -> DrawingJson.parse(line.getBytes(UTF_8)))
            .toList();
    byte[] golden = resource("bitmaps-%d.gray".formatted(side));
    assertThat(golden).hasSize(drawings.size() * side * side);
    StrokeRaster raster = new StrokeRaster(side);
    long sum = 0;
    int same = 0;
    int worst = 0;
    for (int i = 0; i < drawings.size(); i++) {
      byte[] image = raster.draw(drawings.get(i));
      for (int p = 0; p < image.length; p++) {
        int difference = Math.abs((image[p] & 255) - (golden[i * image.length + p] & 255));
        sum += difference;
        same += difference == 0 ? 1 : 0;
        worst = Math.max(worst, difference);
      }
    }
    double pixels = golden.length;
    assertThat(sum / pixels).isLessThan(0.15);
    assertThat(same / pixels).isGreaterThan(0.95);
    assertThat(worst).isLessThan(20);
  }

  /** By hand: 304 pixels a side make a unit a pixel, so a line is 16 rows thick. */
  @Test
  void aLevelLineIsAsThickAsItsBrush() {
    byte[] image = new StrokeRaster(304).draw(drawing(new float[] {0, 255}, new float[] {0, 0}));
    // The end of the drawing, 0, lies at 24 + 256 / 2.
    for (int row = 0; row < 304; row++) {
      assertThat(image[row * 304 + 150] & 255).isEqualTo(row >= 144 && row < 160 ? 255 : 0);
    }
  }

  /** The ink of a dot is the area of a polygon of 12 corners within a circle. */
  @Test
  void aDotHasTheAreaOfItsBrush() {
    byte[] image = new StrokeRaster(28).draw(drawing(new float[] {3}, new float[] {200}));
    double radius = 8 * 28 / 304.0;
    double area = 6 * radius * radius * Math.sin(Math.PI / 6);
    double ink = 0;
    for (byte b : image) {
      ink += (b & 255) / 255.0;
    }
    assertThat(ink).isBetween(area - 0.02, area + 0.02);
  }

  @Test
  void aBrushHasAsManyCornersAsItsToleranceAsksFor() {
    assertThat(Brush.corners(0.05)).isEqualTo(4);
    assertThat(Brush.corners(8 * 28 / 304.0)).isEqualTo(12);
    for (double radius = 0.2; radius < 120; radius *= 1.3) {
      int corners = Brush.corners(radius);
      assertThat(radius * (1 - Math.cos(Math.PI / corners))).isLessThanOrEqualTo(0.1 + 1e-12);
    }
  }

  private static Drawing drawing(float[] x, float[] y) {
    return new Drawing("", true, List.of(new Drawing.Stroke(x, y)));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = StrokeRasterTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
