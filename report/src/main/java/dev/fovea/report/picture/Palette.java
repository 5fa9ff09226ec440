package dev.fovea.report.picture;

import java.awt.Color;
import java.util.Locale;

/**
 * Colours of classes that can be told apart, also by most who are colour-blind, on a light and on a
 * dark ground. The first ten are those of Petroff (Accessible Color Sequences for Data
 * Visualization, 2021); beyond them hue and lightness turn on, so that there is one for each class
 * however many there are.
 */
public final class Palette {

  private static final int[] FIRST = {
    0x3F90DA, 0xFFA90E, 0xBD1F01, 0x94A4A2, 0x832DB6, 0xA96B59, 0xE76300, 0xB9AC70, 0x717581,
    0x92DADD
  };

  /** The share of a circle after which points never come together. */
  private static final double GOLDEN_ANGLE = 0.381966011250105;

  /**
   * How bright those beyond the first are, one after the other: neither black nor white comes near.
   */
  private static final double[] LUMINANCE = {0.14, 0.38, 0.24};

  private static final double SATURATION = 0.7;

  private Palette() {}

  /** How many colours there are that were chosen to be told apart; more are made of them. */
  public static int size() {
    return FIRST.length;
  }

  /**
   * The colour of a class as pages write it: {@code #3f90da}.
   *
   * @param label from 0; there is no last one
   */
  public static String hex(int label) {
    return String.format(Locale.ROOT, "#%06x", of(label).getRGB() & 0xFFFFFF);
  }

  /**
   * The colour of a class.
   *
   * @param label from 0; there is no last one
   */
  public static Color of(int label) {
    if (label < 0) {
      throw new IllegalArgumentException("classes are counted from 0, not " + label);
    }
    if (label < FIRST.length) {
      return new Color(FIRST[label]);
    }
    int beyond = label - FIRST.length;
    double hue = (beyond * GOLDEN_ANGLE + 0.1) % 1;
    return ofLuminance(hue, LUMINANCE[beyond % LUMINANCE.length]);
  }

  /** The colour of a hue that looks as bright as a gray of this luminance, both from 0 to 1. */
  private static Color ofLuminance(double hue, double luminance) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 20; i++) {
      double middle = (low + high) / 2;
      boolean dark = luminance(ofLightness(hue, middle)) < luminance;
      low = dark ? middle : low;
      high = dark ? high : middle;
    }
    return ofLightness(hue, high);
  }

  /** As the W3C defines it for sRGB. */
  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int level) {
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static Color ofLightness(double hue, double lightness) {
    double reach = SATURATION * Math.min(lightness, 1 - lightness);
    return new Color(
        channel(hue, 0, reach, lightness),
        channel(hue, 8, reach, lightness),
        channel(hue, 4, reach, lightness));
  }

  private static int channel(double hue, int shift, double reach, double lightness) {
    double k = (shift + hue * 12) % 12;
    double value = lightness - reach * Math.max(-1, Math.min(1, Math.min(k - 3, 9 - k)));
    return (int) Math.round(value * 255);
  }
}
