package dev.fovea.data;

import java.util.List;
import java.util.Objects;

/**
 * Some images of a stream that follow each other. Closing it does not close the stream.
 *
 * @param whole the stream
 * @param first the number of the first of its images
 * @param count how many
 */
public record StreamPart(ImageStream whole, long first, long count) implements ImageStream {

  /** Checks that there are such images. */
  public StreamPart {
    Objects.checkFromIndexSize(first, count, whole.count());
  }

  @Override
  public String name() {
    return whole.name();
  }

  @Override
  public int channels() {
    return whole.channels();
  }

  @Override
  public int height() {
    return whole.height();
  }

  @Override
  public int width() {
    return whole.width();
  }

  @Override
  public List<String> classes() {
    return whole.classes();
  }

  @Override
  public Preparation preparation() {
    return whole.preparation();
  }

  @Override
  public void read(long from, int images, byte[] pixels, int[] labels, int at) {
    Objects.checkFromIndexSize(from, images, count);
    whole.read(first + from, images, pixels, labels, at);
  }

  @Override
  public void close() {}
}
