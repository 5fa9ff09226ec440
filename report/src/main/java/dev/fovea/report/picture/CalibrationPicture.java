package dev.fovea.report.picture;

import dev.fovea.inspect.Calibration;
import dev.fovea.inspect.Calibration.Bin;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Whether probabilities can be trusted: accuracy against confidence, and how many images there are
 * of each.
 */
public final class CalibrationPicture {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 460;

  private CalibrationPicture() {}

  /**
   * Draws a calibration, 2,240 x 920 pixels.
   *
   * @throws dev.fovea.data.InputException if there are no fonts
   */
  public static BufferedImage of(Calibration calibration) {
    return Charts.draw(2 * WIDTH, HEIGHT, () -> List.of(curve(calibration), counts(calibration)));
  }

  private static XYChart curve(Calibration calibration) {
    String title =
        String.format(
            Locale.ROOT, "Expected calibration error %.2f %%", 100 * calibration.expectedError());
    XYChart chart = Charts.xy(title, "confidence (%)", "accuracy (%)", WIDTH, HEIGHT);
    XYSeries perfect =
        Charts.line(
            chart, "perfect", new double[] {0, 100}, new double[] {0, 100}, Canvas.MUTED, false);
    Charts.dash(perfect);
    List<Bin> full = calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    Charts.line(
        chart,
        "this model",
        full.stream().mapToDouble(bin -> 100 * bin.confidence()).toArray(),
        full.stream().mapToDouble(bin -> 100 * bin.accuracy()).toArray(),
        Palette.of(0),
        true);
    percent(chart);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(100.0);
    chart.getStyler().setMarkerSize(8);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    return chart;
  }

  private static void percent(XYChart chart) {
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(100.0);
    chart.getStyler().setXAxisDecimalPattern("0");
  }

  /** Steps, as bars: up to each bin's count at its lower end, down again after the last. */
  private static XYChart counts(Calibration calibration) {
    XYChart chart =
        Charts.xy("Images of each confidence", "confidence (%)", "images", WIDTH, HEIGHT);
    List<Bin> bins = calibration.bins();
    double[] x = new double[2 * bins.size()];
    double[] y = new double[2 * bins.size()];
    for (int i = 0; i < bins.size(); i++) {
      x[2 * i] = 100 * bins.get(i).from();
      x[2 * i + 1] = 100 * bins.get(i).to();
      y[2 * i] = bins.get(i).count();
      y[2 * i + 1] = bins.get(i).count();
    }
    XYSeries counts = chart.addSeries("images", x, y);
    counts.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
    counts.setFillColor(Palette.of(0));
    counts.setLineColor(Palette.of(0));
    counts.setMarker(SeriesMarkers.NONE);
    percent(chart);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0");
    chart.getStyler().setLegendVisible(false);
    return chart;
  }
}
