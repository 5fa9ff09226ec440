package dev.fovea.cli;

import dev.fovea.data.ImageSet;
import dev.fovea.data.ImageStream;
import dev.fovea.data.Split;
import dev.fovea.data.StreamPart;
import dev.fovea.sources.array.NpyStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is trained on and what is measured on, in memory or, where it is too large, on disk.
 *
 * @param training to learn from
 * @param test to measure on
 * @param open what stays open meanwhile
 */
record TrainingSets(ImageSet training, ImageSet test, List<ImageStream> open)
    implements AutoCloseable {

  /** Of a stream without a test part no more than these are measured after each epoch. */
  private static final long MOST_TESTED = 20_000;

  /** In memory. */
  static TrainingSets of(Split split) {
    return new TrainingSets(split.training(), split.test(), List.of());
  }

  /** A folder of npy files that stays on disk. */
  static TrainingSets stream(Path folder, boolean strict, double testShare, PrintWriter out) {
    NpyStream stream = NpyStream.open(folder, strict);
    Optional<NpyStream> own;
    try {
      own = NpyStream.openTest(folder, strict);
    } catch (RuntimeException e) {
      stream.close();
      throw e;
    }
    stream.remarks().forEach(remark -> out.println("note: " + remark));
    out.println("%s: %s, read from disk while it trains".formatted(folder, stream.description()));
    if (own.isPresent()) {
      return new TrainingSets(stream, own.get(), List.of(stream, own.get()));
    }
    long tested = Math.clamp(Math.round(stream.count() * testShare), 1, MOST_TESTED);
    long trained = Math.max(0, stream.count() - tested);
    out.println("note: the last %,d images are set apart for test".formatted(tested));
    return new TrainingSets(
        new StreamPart(stream, 0, trained),
        new StreamPart(stream, trained, Math.min(tested, stream.count())),
        List.of(stream));
  }

  @Override
  public void close() {
    open.forEach(ImageStream::close);
  }
}
