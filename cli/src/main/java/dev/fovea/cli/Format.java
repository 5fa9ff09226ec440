package dev.fovea.cli;

/** How figures are written. */
final class Format {

  private Format() {}

  static String loss(double loss) {
    return "%.4f".formatted(loss);
  }

  /** Minutes and seconds: {@code 0:07}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d".formatted(whole / 60, whole % 60);
  }
}
