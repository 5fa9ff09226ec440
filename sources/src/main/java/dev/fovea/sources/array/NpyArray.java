package dev.fovea.sources.array;

import dev.fovea.data.InputException;
import dev.fovea.sources.values.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An array that has been looked at: its header fits its size, its numbers are still to be read.
 *
 * @param source where its bytes come from
 * @param header what it says of itself
 */
record NpyArray(NpySource source, NpyHeader header) {

  /** The most numbers that are read at once. */
  private static final int CHUNK = 1 << 15;

  /** Takes the numbers of an array, some at a time. */
  private interface Taker {
    /** The next {@code count} numbers lie at the start of {@code raw}. */
    void take(byte[] raw, int count, long first);
  }

  /**
   * Reads the header.
   *
   * @throws InputException if it is damaged, is of an array that cannot be used, or promises more
   *     or less than there is
   */
  static NpyArray open(NpySource source) {
    NpyHeader header;
    try (InputStream in = source.open()) {
      header = NpyHeader.read(source.name(), in);
    } catch (IOException e) {
      throw source.failure(e);
    }
    NpyArray array = new NpyArray(source, header);
    long numbers = Memory.product(array.count(), header.type().bytes());
    long there = source.size() - header.dataAt();
    if (numbers > there) {
      throw new InputException(
          "%s ends after %d of the %d bytes that its header %s promises: fetch it again"
              .formatted(source.name(), Math.max(0, there), numbers, header.text()));
    }
    if (numbers < there) {
      throw new InputException(
          "%s has more than the %d bytes that its header %s promises: fetch it again"
              .formatted(source.name(), numbers, header.text()));
    }
    source.check();
    return array;
  }

  String name() {
    return source.name();
  }

  NpyType.Kind kind() {
    return header.type().kind();
  }

  /** How many numbers it has. */
  long count() {
    return Memory.product(header.shape().stream().mapToLong(n -> n).toArray());
  }

  /** How many images or labels it has. */
  long rows() {
    return header.shape().isEmpty() ? 0 : header.shape().getFirst();
  }

  /**
   * The largest of numbers that are to be pixels.
   *
   * @throws InputException if one cannot be a pixel, with its place
   */
  double largest() {
    NpyType type = header.type();
    if (type.kind() == NpyType.Kind.BYTE || type.kind() == NpyType.Kind.BOOL) {
      return type.kind().largest();
    }
    double least = -Scale.SLACK;
    double most = type.kind().largest() + Scale.SLACK;
    double[] values = new double[chunk()];
    double[] largest = new double[1];
    forEach(
        (raw, count, first) -> {
          type.decode(raw, count, values);
          double max = largest[0];
          for (int i = 0; i < count; i++) {
            double value = values[i];
            // The comparison is false for what is no number.
            if (!(value >= least && value <= most)) {
              throw noPixel(value, first + i);
            }
            max = Math.max(max, value);
          }
          largest[0] = max;
        });
    return largest[0];
  }

  private InputException noPixel(double value, long at) {
    String range =
        switch (kind()) {
          case SIXTEEN -> "0 to 255, or to 65535";
          case FRACTION -> "0 to 1, or 0 to 255";
          default -> "0 to 255";
        };
    return new InputException(
        "%s has the value %s at %s: pixels are %s; scale it before it is saved"
            .formatted(name(), shown(value), place(at), range));
  }

  /** Puts all numbers as pixels where they belong. */
  void read(Scale scale, Scatter to) {
    NpyType type = header.type();
    if (type.kind() == NpyType.Kind.BYTE) {
      forEach((raw, count, _) -> to.put(raw, count));
      return;
    }
    double[] values = new double[chunk()];
    byte[] bytes = new byte[chunk()];
    forEach(
        (raw, count, _) -> {
          type.decode(raw, count, values);
          scale.toBytes(values, count, bytes);
          to.put(bytes, count);
        });
  }

  /** All numbers one after the other as they lie in the file, for arrays as small as labels. */
  void values(NumberTaker taker) {
    double[] values = new double[chunk()];
    forEach(
        (raw, count, first) -> {
          header.type().decode(raw, count, values);
          for (int i = 0; i < count; i++) {
            taker.take(values[i], first + i);
          }
        });
  }

  /** Takes the numbers of an array one by one. */
  interface NumberTaker {
    /** The number that is the {@code at}-th in the file, from 0. */
    void take(double value, long at);
  }

  /** Numbers that are read at once: small arrays need small buffers. */
  private int chunk() {
    return (int) Math.min(CHUNK, count());
  }

  private void forEach(Taker taker) {
    int bytes = header.type().bytes();
    byte[] raw = new byte[chunk() * bytes];
    long all = count();
    try (InputStream in = source.open()) {
      in.skipNBytes(header.dataAt());
      for (long first = 0; first < all; first += CHUNK) {
        int count = (int) Math.min(CHUNK, all - first);
        int read = in.readNBytes(raw, 0, count * bytes);
        if (read < count * bytes) {
          throw new InputException(
              "%s ends after %d of the %d numbers that its header promises: fetch it again"
                  .formatted(name(), first + read / bytes, all));
        }
        taker.take(raw, count, first);
      }
      // Also lets a zip entry come to its end. One byte is enough: a bomb stops here.
      if (in.read() >= 0) {
        throw new InputException(
            "%s has more than the %d numbers that its header promises: fetch it again"
                .formatted(name(), all));
      }
      source.finish(in);
    } catch (IOException e) {
      throw source.failure(e);
    }
  }

  /** The index of the number that is the {@code at}-th in the file: {@code [12, 3, 4]}. */
  String place(long at) {
    List<Long> sizes = new ArrayList<>(header.shape());
    if (!header.fortran()) {
      Collections.reverse(sizes);
    }
    List<Long> index = new ArrayList<>();
    long rest = at;
    for (long size : sizes) {
      index.add(rest % size);
      rest /= size;
    }
    if (!header.fortran()) {
      Collections.reverse(index);
    }
    return index.toString();
  }

  /** A number as it is, without the {@code .0} of a whole one. */
  static String shown(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
