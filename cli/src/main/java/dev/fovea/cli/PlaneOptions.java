package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.inspect.Embedding;
import dev.fovea.inspect.Tsne;
import dev.fovea.report.Samples;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The options that say how images are laid out on planes. */
public final class PlaneOptions {

  private static final int MOST = 10_000;

  /** How a plane is found. */
  public enum Method {
    /** By the first two principal components, which keep large distances. */
    PCA,
    /** By t-SNE, which keeps neighbours. */
    TSNE;

    /** As it is written: {@code tsne}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it as it is written. */
    static final class Reader implements ITypeConverter<Method> {

      @Override
      public Method convert(String word) {
        return EnumWords.read(Method.class, word);
      }
    }
  }

  @Option(
      names = "--by",
      paramLabel = "HOW",
      converter = Method.Reader.class,
      description = "${COMPLETION-CANDIDATES}. Default: both, side by side.")
  private Method by;

  @Option(
      names = "--points",
      paramLabel = "N",
      defaultValue = "3000",
      description = "At most so many images. Default: ${DEFAULT-VALUE}.")
  private int points;

  /**
   * Checks the number before work begins.
   *
   * @throws InputException if it is out of its range
   */
  public void check() {
    if (points < 3 || points > MOST) {
      throw new InputException("--points must be from 3 to %d, not %d".formatted(MOST, points));
    }
  }

  /** At most as many images as were asked for, as far apart as can be. */
  public Dataset some(Dataset images) {
    return images.size() <= points
        ? images
        : Samples.pick(images, Samples.spread(images.size(), points));
  }

  /**
   * The planes of some points.
   *
   * @param threads how many share the work; the result does not depend on it
   */
  public List<Embedding> of(Embedding.Points some, int threads) {
    int count = some.points().rows();
    if (count < 4) {
      throw new InputException(
          "%d images are too few for a plane: give data with more".formatted(count));
    }
    Tsne tsne = Tsne.forPoints(count);
    return switch (by) {
      case null -> List.of(some.pca(threads), some.tsne(tsne, threads));
      case PCA -> List.of(some.pca(threads));
      case TSNE -> List.of(some.tsne(tsne, threads));
    };
  }
}
