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

  /** Memory in units of 1,000,000 bytes: {@code 3.1 MB}, {@code 1,204 MB}. */
  static String megabytes(long bytes) {
    return (bytes < 100_000_000 ? "%,.1f MB" : "%,.0f MB").formatted(bytes / 1e6);
  }
}
