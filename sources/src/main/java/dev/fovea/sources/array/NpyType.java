package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The type of an array's numbers.
 *
 * @param name as numpy says it: {@code float32}
 * @param kind what the numbers are taken for
 * @param bytes of one number
 * @param order which byte of a number comes first
 */
record NpyType(String name, Kind kind, int bytes, ByteOrder order) {

  /** How numbers become pixels. */
  enum Kind {
    /** They are pixels already. */
    BYTE,
    /** False and true: black and white. */
    BOOL,
    /** Whole numbers of 16 bits, which may be a picture's full range. */
    SIXTEEN,
    /** Other whole numbers, which must be 0 to 255. */
    WHOLE,
    /** Fractions, 0 to 1 or 0 to 255. */
    FRACTION;

    /** The largest value that can be a pixel. */
    double largest() {
      return this == SIXTEEN ? 65_535 : 255;
    }
  }

  /**
   * Of the code in an npy header: {@code <f4}, {@code |u1}.
   *
   * @throws InputException if the numbers cannot be pixels or labels
   */
  static NpyType of(String file, String code) {
    boolean hasOrder = !code.isEmpty() && "<>|=".indexOf(code.charAt(0)) >= 0;
    // numpy itself never writes "=", the order of whoever reads: take the usual one.
    ByteOrder order = code.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String type = hasOrder ? code.substring(1) : code;
    return switch (type) {
      case "b1", "?" -> new NpyType("bool", Kind.BOOL, 1, order);
      case "u1", "B" -> new NpyType("uint8", Kind.BYTE, 1, order);
      case "i1", "b" -> new NpyType("int8", Kind.WHOLE, 1, order);
      case "u2" -> new NpyType("uint16", Kind.SIXTEEN, 2, order);
      case "i2" -> new NpyType("int16", Kind.SIXTEEN, 2, order);
      case "u4" -> new NpyType("uint32", Kind.WHOLE, 4, order);
      case "i4" -> new NpyType("int32", Kind.WHOLE, 4, order);
      case "u8" -> new NpyType("uint64", Kind.WHOLE, 8, order);
      case "i8" -> new NpyType("int64", Kind.WHOLE, 8, order);
      case "f2" -> new NpyType("float16", Kind.FRACTION, 2, order);
      case "f4" -> new NpyType("float32", Kind.FRACTION, 4, order);
      case "f8" -> new NpyType("float64", Kind.FRACTION, 8, order);
      default -> throw new InputException(refusal(file, code, type));
    };
  }

  private static String refusal(String file, String code, String type) {
    String what =
        switch (type.isEmpty() ? ' ' : type.charAt(0)) {
          case 'O' -> "Python objects (pickle), which are never loaded";
          case 'U', 'S', 'a' -> "strings";
          case 'c' -> "complex numbers";
          case 'M', 'm' -> "dates or times";
          case 'V' -> "records";
          default -> "numbers of an unknown type";
        };
    return "%s holds %s ('%s'): save it as uint8 or float32".formatted(file, what, code);
  }

  /** Puts {@code count} numbers, which lie at the start of {@code raw}, into {@code values}. */
  void decode(byte[] raw, int count, double[] values) {
    ByteBuffer in = ByteBuffer.wrap(raw).order(order);
    switch (name) {
      case "bool" -> {
        for (int i = 0; i < count; i++) {
          values[i] = raw[i] == 0 ? 0 : 1;
        }
      }
      case "uint8" -> {
        for (int i = 0; i < count; i++) {
          values[i] = Byte.toUnsignedInt(raw[i]);
        }
      }
      case "int8" -> {
        for (int i = 0; i < count; i++) {
          values[i] = raw[i];
        }
      }
      case "uint16" -> {
        for (int i = 0; i < count; i++) {
          values[i] = Short.toUnsignedInt(in.getShort(2 * i));
        }
      }
      case "int16" -> {
        for (int i = 0; i < count; i++) {
          values[i] = in.getShort(2 * i);
        }
      }
      case "uint32" -> {
        for (int i = 0; i < count; i++) {
          values[i] = Integer.toUnsignedLong(in.getInt(4 * i));
        }
      }
      case "int32" -> {
        for (int i = 0; i < count; i++) {
          values[i] = in.getInt(4 * i);
        }
      }
      case "uint64" -> {
        for (int i = 0; i < count; i++) {
          long value = in.getLong(8 * i);
          values[i] = value < 0 ? value + 0x1p64 : value;
        }
      }
      case "int64" -> {
        for (int i = 0; i < count; i++) {
          values[i] = in.getLong(8 * i);
        }
      }
      case "float16" -> {
        for (int i = 0; i < count; i++) {
          values[i] = Float.float16ToFloat(in.getShort(2 * i));
        }
      }
      case "float32" -> {
        for (int i = 0; i < count; i++) {
          values[i] = in.getFloat(4 * i);
        }
      }
      case "float64" -> {
        for (int i = 0; i < count; i++) {
          values[i] = in.getDouble(8 * i);
        }
      }
      default -> throw new IllegalStateException(name);
    }
  }
}
