package dev.fovea.sources.named;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Downloads files: from one mirror after the other, continued where they stopped, and put into
 * place only when they are right.
 *
 * @param patience how long to wait and how often to try
 */
public record Downloads(Patience patience) {

  /** A try that brought so much more is not counted: a slow line may break often. */
  private static final long HEADWAY = 1 << 20;

  /**
   * Fetches a published file, unless another process does so meanwhile.
   *
   * @param file what it is
   * @param places where to look for it, the best first
   * @param target where it is put
   * @param missing the files that the user must give if this fails: {@code a.gz, b.gz}
   * @throws InputException if no place has it, or it cannot be written
   */
  public void fetch(
      RemoteFile file, List<URI> places, Path target, String missing, Progress progress) {
    try (FolderLock _ = FolderLock.take(target.getParent(), patience.stall().multipliedBy(2))) {
      if (Files.exists(target)) {
        return;
      }
      PartFile part = new PartFile(target);
      Extent extent = Extent.whole(file);
      room(target, file.size().orElse(0) - part.length());
      fetch(places, part, extent, missing, progress, _ -> check(file, part));
      part.finish();
    }
  }

  /**
   * Fetches the first bytes of a file into its part, with the folder locked by the caller.
   *
   * @param check what is wrong with the part, as {@link Outcome.Broken}, or else what came
   * @return what {@code check} gave for the place that was right
   */
  Outcome.Done fetch(
      List<URI> places,
      PartFile part,
      Extent extent,
      String missing,
      Progress progress,
      Function<Outcome.Done, Outcome> check) {
    List<String> reasons = new ArrayList<>();
    for (URI place : places) {
      switch (from(place, part, extent, progress, check)) {
        case Outcome.Done done -> {
          return done;
        }
        case Outcome.Broken broken -> reasons.add(place + ": " + broken.why());
      }
    }
    throw new InputException(
        "%s cannot be downloaded (%s): check the network, name a mirror with FOVEA_MIRROR,"
                .formatted(part.target().getFileName(), String.join("; ", reasons))
            + " or put %s into %s".formatted(missing, part.target().getParent()));
  }

  private Outcome from(
      URI place,
      PartFile part,
      Extent extent,
      Progress progress,
      Function<Outcome.Done, Outcome> check) {
    Transfer transfer = new Transfer(patience, progress);
    long furthest = part.length();
    for (int failures = 0; ; ) {
      Outcome outcome =
          complete(place, part, extent)
              ? new Outcome.Done(-1)
              : transfer.fetch(place, part, extent);
      if (outcome instanceof Outcome.Done done) {
        outcome = check.apply(done);
      }
      if (!(outcome instanceof Outcome.Broken broken)) {
        return outcome;
      }
      if (part.length() >= furthest + HEADWAY) {
        furthest = part.length();
        failures = 0;
      } else {
        failures++;
      }
      if (!broken.again() || failures >= patience.tries()) {
        return broken;
      }
      Pauses.sleep(patience.pause());
    }
  }

  /** Whether all bytes are there already, as after a power cut just before the last step. */
  private static boolean complete(URI place, PartFile part, Extent extent) {
    boolean all =
        extent.isHead()
            ? part.length() >= extent.end()
            : part.length() == extent.exact().orElse(-1);
    return all && part.version(place).isPresent();
  }

  private static Outcome check(RemoteFile file, PartFile part) {
    long length = part.length();
    long size = file.size().orElse(length);
    if (file.exact() && length < size) {
      // Without a length announced, the end of the connection looks like the end of the file.
      return new Outcome.Broken(
          "the connection ended after %d of %d bytes".formatted(length, size), true);
    }
    if (file.sums().stream().anyMatch(sum -> sum.fits(part.data()))) {
      return new Outcome.Done(length);
    }
    String why = webPage(part) ? Transfer.WEB_PAGE : "what it sent has not the published checksum";
    part.discard();
    return new Outcome.Broken(why, false);
  }

  /** Whether the part starts like HTML. */
  static boolean webPage(PartFile part) {
    try (InputStream in = Files.newInputStream(part.data())) {
      for (int i = 0; i < 64; i++) {
        int next = in.read();
        if (next == '<') {
          return true;
        }
        if (next < 0 || !Character.isWhitespace(next)) {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says at once that a disk is too full, and not after half an hour. */
  static void room(Path target, long bytes) {
    try {
      long free = Files.getFileStore(target.toAbsolutePath().getParent()).getUsableSpace();
      if (free < bytes) {
        throw new InputException(
            "%s needs %d MiB but its disk has %d: make room there, or choose another folder with"
                    .formatted(target, (bytes >> 20) + 1, free >> 20)
                + " --cache or FOVEA_CACHE");
      }
    } catch (IOException e) {
      // A file system that does not tell: writing will.
      return;
    }
  }
}
