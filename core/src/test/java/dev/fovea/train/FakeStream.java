package dev.fovea.train;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** A data set in memory that is read as if it were on disk. */
final class FakeStream implements ImageStream {

  private final Dataset data;
  private final LongConsumer beforeRead;

  /** The first image and the end of each read. */
  final List<long[]> reads = new CopyOnWriteArrayList<>();

  FakeStream(Dataset data) {
    this(data, _ -> {});
  }

  /**
   * Tells of each read.
   *
   * @param beforeRead hears of the image that comes just after each read, and may throw
   */
  FakeStream(Dataset data, LongConsumer beforeRead) {
    this.data = data;
    this.beforeRead = beforeRead;
  }

  /** One that fails in read number {@code number}, from 1. */
  static FakeStream failing(Dataset data, int number, RuntimeException failure) {
    int[] left = {number};
    return new FakeStream(
        data,
        _ -> {
          if (--left[0] == 0) {
            throw failure;
          }
        });
  }

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public int channels() {
    return data.channels();
  }

  @Override
  public int height() {
    return data.height();
  }

  @Override
  public int width() {
    return data.width();
  }

  @Override
  public long count() {
    return data.size();
  }

  @Override
  public List<String> classes() {
    return data.classes();
  }

  @Override
  public void read(long first, int count, byte[] pixels, int[] labels, int at) {
    beforeRead.accept(first + count);
    reads.add(new long[] {first, first + count});
    int size = data.imageSize();
    System.arraycopy(data.pixels(), (int) first * size, pixels, at * size, count * size);
    System.arraycopy(data.labels(), (int) first, labels, at, count);
  }

  @Override
  public void close() {
    throw new InputException("a training does not close what it was given");
  }
}
