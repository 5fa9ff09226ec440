package dev.fovea.sources;

import dev.fovea.data.ImageStream;
import dev.fovea.data.Preparation;
import dev.fovea.sources.picture.Reduction;
import dev.fovea.sources.values.Memory;
import java.util.List;
import java.util.Optional;

/**
 * A stream whose images are brought to a size and to channels when they are read, a few at a time:
 * the whole of it is never in memory. Closing it closes the stream.
 *
 * @param images as they are on disk
 * @param options the size and the channels, and how they come about
 */
public record FittedStream(ImageStream images, ReadOptions options) implements ImageStream {

  /** So many bytes, as they are on disk and as they become, are worked on at a time. */
  private static final int CHUNK = 1 << 20;

  @Override
  public String name() {
    return images.name();
  }

  @Override
  public int channels() {
    return options.channels().orElse(images.channels());
  }

  @Override
  public int height() {
    return options.size().orElse(images.height());
  }

  @Override
  public int width() {
    return options.size().orElse(images.width());
  }

  @Override
  public long count() {
    return images.count();
  }

  @Override
  public List<String> classes() {
    return images.classes();
  }

  @Override
  public Preparation preparation() {
    return Reduction.preparation(options.fit(), options.scaling());
  }

  @Override
  public void read(long first, int count, byte[] pixels, int[] labels, int at) {
    if (channels() == images.channels()
        && height() == images.height()
        && width() == images.width()) {
      images.read(first, count, pixels, labels, at);
      return;
    }
    int most = Math.clamp(CHUNK / Math.max(imageSize(), images.imageSize()), 1, count);
    byte[] raw = Memory.bytes(name(), Memory.product(most, images.imageSize()));
    int[] some = new int[most];
    for (int done = 0; done < count; done += most) {
      int now = Math.min(most, count - done);
      images.read(first + done, now, raw, some, 0);
      System.arraycopy(some, 0, labels, at + done, now);
      byte[] fitted = fitted(raw);
      System.arraycopy(fitted, 0, pixels, (at + done) * imageSize(), now * imageSize());
    }
  }

  private byte[] fitted(byte[] raw) {
    return Fitting.fit(
            new Images(
                name(),
                images.channels(),
                images.height(),
                images.width(),
                raw,
                Optional.empty(),
                List.of()),
            options)
        .pixels();
  }

  @Override
  public void close() {
    images.close();
  }
}
