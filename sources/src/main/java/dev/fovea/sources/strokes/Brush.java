package dev.fovea.sources.strokes;

import java.util.ArrayList;
import java.util.List;

/**
 * A round brush and the areas that it covers: between each two points of a stroke a capsule, a
 * rectangle with round ends. Their union is the stroke with round caps and joins.
 *
 * <p>The circle is a polygon, as in the renderer that Google's bitmaps come from (cairo): with so
 * many corners that none of its sides is further than {@link #TOLERANCE} from the circle, 12 of
 * them at 28 x 28 pixels. With a true circle, twice as many pixels differ from Google's.
 */
final class Brush {

  /** How far the polygon may be from the circle, in pixels; cairo's default. */
  static final double TOLERANCE = 0.1;

  /** Positions are multiples of 1 / GRID pixels, as cairo's. */
  static final int GRID = 256;

  private final double radius;
  private final int corners;
  private final double[] cornerX;
  private final double[] cornerY;

  /**
   * A brush.
   *
   * @param radius in pixels
   */
  Brush(double radius) {
    this.radius = radius;
    this.corners = corners(radius);
    this.cornerX = new double[corners];
    this.cornerY = new double[corners];
    for (int k = 0; k < corners; k++) {
      double angle = k * (2 * Math.PI / corners);
      cornerX[k] = onGrid(radius * Math.cos(angle));
      cornerY[k] = onGrid(radius * Math.sin(angle));
    }
  }

  /** The smallest even number of corners whose sides keep to the tolerance, at least 4. */
  static int corners(double radius) {
    if (radius <= TOLERANCE) {
      return 4;
    }
    // A side that spans the angle 2a leaves the circle by radius x (1 - cos a).
    double span = Math.acos(1 - TOLERANCE / radius);
    return Math.max(4, 2 * (int) Math.ceil(Math.PI / span));
  }

  /**
   * What a stroke covers.
   *
   * @param x its points, in pixels, {@link #onGrid}
   * @param y as many
   * @return convex polygons that overlap
   */
  List<Polygon> cover(double[] x, double[] y) {
    List<Polygon> cover = new ArrayList<>();
    for (int i = 1; i < x.length; i++) {
      if (x[i] != x[i - 1] || y[i] != y[i - 1]) {
        cover.add(capsule(x[i - 1], y[i - 1], x[i], y[i]));
      }
    }
    if (cover.isEmpty()) {
      cover.add(dot(x[0], y[0]));
    }
    return cover;
  }

  private Polygon capsule(double x0, double y0, double x1, double y1) {
    double direction = Math.atan2(y1 - y0, x1 - x0);
    double length = Math.hypot(x1 - x0, y1 - y0);
    double acrossX = onGrid(-(y1 - y0) / length * radius);
    double acrossY = onGrid((x1 - x0) / length * radius);
    Polygon capsule = new Polygon(2 * (corners / 2 + 2));
    capsule.add(x0 + acrossX, y0 + acrossY);
    cap(capsule, x0, y0, direction + Math.PI / 2);
    capsule.add(x0 - acrossX, y0 - acrossY);
    capsule.add(x1 - acrossX, y1 - acrossY);
    cap(capsule, x1, y1, direction - Math.PI / 2);
    capsule.add(x1 + acrossX, y1 + acrossY);
    return capsule;
  }

  /** The brush's corners in the half of a circle that begins at an angle. */
  private void cap(Polygon polygon, double x, double y, double from) {
    double step = 2 * Math.PI / corners;
    double to = from + Math.PI;
    for (int k = (int) Math.floor(from / step) + 1; k * step < to; k++) {
      corner(polygon, x, y, Math.floorMod(k, corners));
    }
  }

  private Polygon dot(double x, double y) {
    Polygon dot = new Polygon(corners);
    for (int k = 0; k < corners; k++) {
      corner(dot, x, y, k);
    }
    return dot;
  }

  private void corner(Polygon polygon, double x, double y, int k) {
    polygon.add(x + cornerX[k], y + cornerY[k]);
  }

  /** The nearest position that a corner may have. */
  static double onGrid(double position) {
    return Math.rint(position * GRID) / GRID;
  }
}
