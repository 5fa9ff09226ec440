package dev.fovea.sources.array;

/** How the numbers of an array become bytes. */
enum Scale {
  /** They are 0 to 255: rounded, if they are fractions. */
  BYTES,
  /** They are 0 to 1. */
  UNIT,
  /** They are 0 to 65535. */
  SIXTEEN_BITS;

  /**
   * What is beyond 0, 1 or 255 by less than this is taken for a rounding error of whoever wrote.
   */
  static final double SLACK = 1e-5;

  /** For numbers of a kind whose largest is known: a type alone tells nothing about the range. */
  static Scale of(NpyType.Kind kind, double largest) {
    return switch (kind) {
      case BYTE, WHOLE -> BYTES;
      case BOOL -> UNIT;
      case SIXTEEN -> largest > 255 ? SIXTEEN_BITS : BYTES;
      case FRACTION -> largest <= 1 + SLACK ? UNIT : BYTES;
    };
  }

  /** Rounds {@code count} numbers to bytes, halves upwards. */
  void toBytes(double[] values, int count, byte[] bytes) {
    double factor =
        switch (this) {
          case BYTES -> 1;
          case UNIT -> 255;
          case SIXTEEN_BITS -> 1 / 257.0;
        };
    for (int i = 0; i < count; i++) {
      // Clamped: a file may change between the look at its range and this.
      bytes[i] = (byte) Math.clamp((long) Math.floor(values[i] * factor + 0.5), 0, 255);
    }
  }
}
