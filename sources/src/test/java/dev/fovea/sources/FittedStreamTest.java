package dev.fovea.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.ImageStream;
import dev.fovea.data.Preparation;
import dev.fovea.data.Rng;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of a stream become what they become in memory, however they are read. */
class FittedStreamTest {

  private static final int IMAGES = 1200;

  /** A stream of images that are in memory. */
  private record Held(Images images) implements ImageStream {

    @Override
    public String name() {
      return images.name();
    }

    @Override
    public int channels() {
      return images.channels();
    }

    @Override
    public int height() {
      return images.height();
    }

    @Override
    public int width() {
      return images.width();
    }

    @Override
    public long count() {
      return images.size();
    }

    @Override
    public List<String> classes() {
      return images.classes();
    }

    @Override
    public void read(long first, int count, byte[] pixels, int[] labels, int at) {
      int size = imageSize();
      System.arraycopy(images.pixels(), (int) first * size, pixels, at * size, count * size);
      System.arraycopy(images.labels().orElseThrow(), (int) first, labels, at, count);
    }

    @Override
    public void close() {}
  }

  private static Images images() {
    Rng random = new Rng(5, 0);
    byte[] pixels = new byte[IMAGES * 3 * 20 * 24];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = random.nextInt(2);
    }
    return new Images("noise", 3, 20, 24, pixels, Optional.of(labels), List.of("a", "b"));
  }

  @ParameterizedTest
  @CsvSource({"8,1,CROP,AREA", "40,3,PAD,BILINEAR", ",1,CROP,AREA", "20,3,CROP,AREA", ",,PAD,AREA"})
  void givesWhatFittingInMemoryGives(
      Integer size, Integer channels, Fit fit, Interpolation scaling) {
    Images images = images();
    ReadOptions options =
        new ReadOptions(
            size == null ? OptionalInt.empty() : OptionalInt.of(size),
            fit,
            scaling,
            channels == null ? OptionalInt.empty() : OptionalInt.of(channels),
            false);
    Images all = Fitting.fit(images, options);
    FittedStream stream = new FittedStream(new Held(images), options);
    assertThat(stream.imageSize()).isEqualTo(all.channels() * all.height() * all.width());
    assertThat(stream.preparation())
        .isEqualTo(
            fit == Fit.PAD && scaling == Interpolation.AREA
                ? Preparation.RESIZE
                : fit == Fit.PAD ? Preparation.RESIZE_BILINEAR : Preparation.CROP);
    byte[] pixels = new byte[all.pixels().length];
    int[] labels = new int[IMAGES];
    stream.read(0, 1, pixels, labels, 0);
    stream.read(1, IMAGES - 1, pixels, labels, 1);
    assertThat(pixels).isEqualTo(all.pixels());
    assertThat(labels).isEqualTo(images.labels().orElseThrow());
  }
}
