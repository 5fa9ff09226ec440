package dev.fovea.report.picture;

import dev.fovea.inspect.Embedding;
import dev.fovea.report.picture.Canvas.Align;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
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
  private static final int LEGEND = 170;

  private static final int LINE = 21;

  /** More names would not find room. */
  private static final int MOST_NAMES = 20;

  private EmbeddingPicture() {}

  /**
   * Draws planes side by side, of the same images. Classes have the colours of {@link Palette}; the
   * first 20 are named.
   *
   * @param planes at least one
   * @param classes the names of the classes
   * @param mistaken whether an image was predicted wrong, by its number among these; such ones are
   *     marked by a black cross
   * @throws dev.fovea.data.InputException if there are no fonts
   */
  public static BufferedImage of(
      List<Embedding> planes, List<String> classes, IntPredicate mistaken) {
    int[] wrong = IntStream.range(0, planes.getFirst().count()).filter(mistaken).toArray();
    int left = planes.size() * SIDE;
    return Canvas.draw(
        left + LEGEND,
        SIDE,
        canvas -> {
          Charts.row(
              canvas, planes.stream().map(plane -> chart(plane, classes.size(), wrong)).toList());
          legend(canvas, left, classes, wrong.length > 0);
        });
  }

  private static XYChart chart(Embedding plane, int classes, int... wrong) {
    String of = plane.of().equals("pixels") ? "the pixels" : DiagramLayout.cut(plane.of(), 40);
    XYChart chart = Charts.xy("%s of %s".formatted(plane.method(), of), "", "", SIDE, SIDE);
    XYStyler style = chart.getStyler();
    style.setAxisTicksVisible(false);
    style.setAxisTitlesVisible(false);
    style.setPlotGridLinesVisible(false);
    style.setPlotBorderVisible(true);
    style.setPlotBorderColor(Canvas.LINE);
    style.setLegendVisible(false);
    style.setMarkerSize(plane.count() > 1000 ? 4 : 6);
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      int[] images =
          IntStream.range(0, plane.count()).filter(n -> plane.labels()[n] == wanted).toArray();
      if (images.length > 0) {
        points(chart, "class " + label, plane, images, SeriesMarkers.CIRCLE)
            .setMarkerColor(faint(Palette.of(label)));
      }
    }
    if (wrong.length > 0) {
      points(chart, "mistakes", plane, wrong, SeriesMarkers.CROSS).setMarkerColor(Color.BLACK);
    }
    sameScale(plane, style);
    return chart;
  }

  /** As long a way is as far in both directions: distances would mislead otherwise. */
  private static void sameScale(Embedding plane, XYStyler style) {
    DoubleSummaryStatistics x =
        IntStream.range(0, plane.count()).mapToDouble(plane::x).summaryStatistics();
    DoubleSummaryStatistics y =
        IntStream.range(0, plane.count()).mapToDouble(plane::y).summaryStatistics();
    double half = Math.max(x.getMax() - x.getMin(), y.getMax() - y.getMin()) / 2;
    double reach = half > 0 ? half : 1;
    double right = (x.getMin() + x.getMax()) / 2;
    double up = (y.getMin() + y.getMax()) / 2;
    style.setXAxisMin(right - reach);
    style.setXAxisMax(right + reach);
    style.setYAxisMin(up - reach);
    style.setYAxisMax(up + reach);
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

  /** By hand, for the chart library would make its dots as small as the points. */
  private static void legend(Canvas canvas, int left, List<String> classes, boolean mistakes) {
    int named = Math.min(MOST_NAMES, classes.size());
    List<String> others = new ArrayList<>();
    if (named < classes.size()) {
      others.add("and %d more".formatted(classes.size() - named));
    }
    if (mistakes) {
      others.add("\u00d7  a mistake");
    }
    double y = (SIDE - (named + others.size()) * LINE) / 2.0 + LINE;
    Font font = Canvas.font(13, false);
    for (int label = 0; label < named; label++) {
      canvas.dot(left + 8, y - 4.5, 5, Palette.of(label));
      String name = canvas.fitted(classes.get(label), font, LEGEND - 34);
      canvas.text(name, left + 20, y, Align.LEFT, font, Canvas.INK);
      y += LINE;
    }
    for (String words : others) {
      canvas.text(words, left + 4, y, Align.LEFT, font, Canvas.MUTED);
      y += LINE;
    }
  }
}
