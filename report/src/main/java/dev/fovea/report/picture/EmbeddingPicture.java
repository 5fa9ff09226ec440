package dev.fovea.report.picture;

import dev.fovea.inspect.Embedding;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Images as points of planes, a colour for each class. */
public final class EmbeddingPicture {

  private static final int SIDE = 520;

  /** Room for the names of the classes, to the right of the last plane. */
  private static final int LEGEND = 190;

  /** More names would not find room. */
  private static final int MOST_NAMES = 22;

  private static final int NAME_LETTERS = 20;
  private static final String MISTAKES = "mistakes";

  private EmbeddingPicture() {}

  /**
   * Draws planes side by side, of the same images. Classes have the colours of {@link Palette}; the
   * first 22 are named.
   *
   * @param planes at least one
   * @param classes the names of the classes
   * @param mistaken whether an image was predicted wrong, by its number among these; such ones are
   *     marked by a black cross
   * @throws dev.fovea.data.InputException if there are no fonts
   */
  public static BufferedImage of(
      List<Embedding> planes, List<String> classes, IntPredicate mistaken) {
    return Charts.draw(
        planes.size() * SIDE + LEGEND,
        SIDE,
        () -> {
          List<XYChart> charts = new ArrayList<>();
          for (Embedding plane : planes) {
            charts.add(chart(plane, classes, mistaken, charts.size() == planes.size() - 1));
          }
          return charts;
        });
  }

  private static XYChart chart(
      Embedding plane, List<String> classes, IntPredicate mistaken, boolean last) {
    String of = plane.of().equals("pixels") ? "the pixels" : plane.of();
    String title = "%s of %s".formatted(plane.method(), of);
    XYChart chart = Charts.xy(title, "", "", SIDE + (last ? LEGEND : 0), SIDE);
    XYStyler style = chart.getStyler();
    style.setAxisTicksVisible(false);
    style.setAxisTitlesVisible(false);
    style.setPlotGridLinesVisible(false);
    style.setPlotBorderVisible(true);
    style.setPlotBorderColor(Canvas.LINE);
    style.setLegendVisible(last);
    style.setMarkerSize(plane.count() > 1000 ? 4 : 6);
    for (int label = 0; label < classes.size(); label++) {
      int wanted = label;
      int[] images =
          IntStream.range(0, plane.count()).filter(n -> plane.labels()[n] == wanted).toArray();
      if (images.length > 0) {
        // Two classes may have names that begin alike, so that their numbers tell them apart.
        XYSeries series = points(chart, "class " + label, plane, images, SeriesMarkers.CIRCLE);
        series.setMarkerColor(faint(Palette.of(label)));
        series.setLabel(DiagramLayout.cut(classes.get(label), NAME_LETTERS));
        series.setShowInLegend(label < MOST_NAMES);
      }
    }
    int[] wrong = IntStream.range(0, plane.count()).filter(mistaken).toArray();
    if (wrong.length > 0) {
      points(chart, MISTAKES, plane, wrong, SeriesMarkers.CROSS).setMarkerColor(Color.BLACK);
    }
    return chart;
  }

  private static XYSeries points(
      XYChart chart, String name, Embedding plane, int[] images, Marker marker) {
    double[] x = IntStream.of(images).mapToDouble(plane::x).toArray();
    double[] y = IntStream.of(images).mapToDouble(plane::y).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    return series;
  }

  /** So that points below others are seen. */
  private static Color faint(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0xC8);
  }
}
