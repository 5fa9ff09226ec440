package dev.fovea.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of XChart's charts here: white, thin lines, large letters. */
final class Charts {

  private static final Color GRID = new Color(0xE8EBEE);
  private static final BasicStroke THIN = new BasicStroke(1f);

  private Charts() {}

  /** An empty chart of numbers against numbers. */
  static XYChart xy(String title, String xTitle, String yTitle, int width, int height) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .theme(Styler.ChartTheme.XChart)
            .build();
    XYStyler style = chart.getStyler();
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setChartPadding(14);
    style.setChartFontColor(Canvas.INK);
    style.setChartTitleBoxVisible(false);
    style.setChartTitleFont(Canvas.font(16, true));
    style.setChartTitlePadding(10);
    style.setLegendFont(Canvas.font(13, false));
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendBackgroundColor(Color.WHITE);
    style.setLegendPadding(8);
    style.setLegendSeriesLineLength(22);
    style.setAxisTitleFont(Canvas.font(13, false));
    style.setAxisTickLabelsFont(Canvas.font(12, false));
    style.setAxisTickLabelsColor(Canvas.MUTED);
    style.setAxisTickMarksColor(Canvas.LINE);
    style.setAxisTickMarksStroke(THIN);
    style.setAxisTicksLineVisible(false);
    style.setPlotTicksMarksVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setPlotGridLinesStroke(THIN);
    style.setPlotMargin(4);
    style.setPlotContentSize(0.96);
    style.setLocale(Locale.ROOT);
    return chart;
  }

  /** A line, with a dot at each place if {@code dots}. */
  static XYSeries line(
      XYChart chart, String name, double[] x, double[] y, Color colour, boolean dots) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(colour);
    series.setLineStyle(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    series.setMarker(dots ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(colour);
    return series;
  }

  /** Makes a line a dashed one. */
  static void dash(XYSeries series) {
    series.setLineStyle(
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5, 5}, 0f));
  }

  /**
   * Draws charts side by side.
   *
   * @param charts made inside, where it is found out whether there are fonts
   */
  static BufferedImage draw(int width, int height, Supplier<List<XYChart>> charts) {
    return Canvas.paint(
        width,
        height,
        graphics -> {
          int x = 0;
          for (XYChart chart : charts.get()) {
            Graphics2D own = (Graphics2D) graphics.create();
            own.translate(x, 0);
            chart.paint(own, chart.getWidth(), chart.getHeight());
            own.dispose();
            x += chart.getWidth();
          }
        });
  }
}
