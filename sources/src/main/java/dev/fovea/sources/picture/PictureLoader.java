package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decodes pictures on many threads. Each is reduced at once to the bytes that are kept, and has its
 * place from the start: the result does not depend on the threads.
 */
final class PictureLoader {

  private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private final List<Labelled> files;
  private final Reduction reduction;
  private final DecodeMemory memory;
  private final boolean strict;
  private final Optional<Alike> alike;
  private final byte[] pixels;
  private final InputException[] failures;
  private final boolean[] coloured;
  private final AtomicInteger next = new AtomicInteger();

  /** The file that {@link #takeDecoded} has taken; negative if it has not. */
  private int decoded = -1;

  /** The first file that ends it all; no file after it is begun. */
  private final AtomicInteger end;

  private PictureLoader(
      List<Labelled> files,
      Reduction reduction,
      Optional<Alike> alike,
      boolean strict,
      byte[] pixels) {
    this.files = files;
    this.reduction = reduction;
    this.memory = new DecodeMemory(pixels.length);
    this.strict = strict;
    this.alike = alike;
    this.pixels = pixels;
    this.failures = new InputException[files.size()];
    this.coloured = new boolean[files.size()];
    this.end = new AtomicInteger(files.size());
  }

  /**
   * Loads pictures.
   *
   * @param alike a picture that all must have the size of, which is then the reduction's, and which
   *     is not decoded again; empty to bring each to it
   * @param remarks what could not be decoded is noted there
   * @param threads at least 1
   * @throws InputException if the pictures need more memory than there is, one has another size, or
   *     the remarks are strict and one is no picture
   */
  static Loaded load(
      List<Labelled> files,
      Reduction reduction,
      Optional<Alike> alike,
      Remarks remarks,
      int threads) {
    byte[] pixels = room(files, reduction);
    PictureLoader loader = new PictureLoader(files, reduction, alike, remarks.strict(), pixels);
    alike.ifPresent(loader::takeDecoded);
    loader.run(Math.clamp(files.size(), 1, threads));
    return loader.result(remarks);
  }

  private static byte[] room(List<Labelled> files, Reduction reduction) {
    long limit = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory());
    // Below 2^31 files of below 2^29 bytes: the product fits.
    long size = files.size() * reduction.size();
    if (size <= limit) {
      try {
        return new byte[(int) size];
      } catch (OutOfMemoryError _) {
        // The same sentence says it.
      }
    }
    throw new InputException(
        "%d pictures of %d x %d x %d bytes need %d MiB, over the limit of %d MiB"
            .concat(" (2 GiB, or this JVM's -Xmx): make them smaller (--size), or take fewer")
            .formatted(
                files.size(),
                reduction.channels(),
                reduction.height(),
                reduction.width(),
                size >> 20,
                limit >> 20));
  }

  private void run(int threads) {
    Callable<Void> work =
        () -> {
          for (int i = next.getAndIncrement(); i < end.get(); i = next.getAndIncrement()) {
            load(i);
          }
          return null;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (var done : pool.invokeAll(Collections.nCopies(threads, work))) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("reading pictures was interrupted: start again", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void takeDecoded(Alike one) {
    int at = files.stream().map(Labelled::file).toList().indexOf(one.file());
    Optional<BufferedImage> picture = at < 0 ? Optional.empty() : one.take();
    if (picture.isEmpty()) {
      return;
    }
    decoded = at;
    try {
      take(at, picture.get());
    } catch (OutOfMemoryError e) {
      failures[at] = PictureFile.needsMoreMemory(one.file(), e);
      endAt(at);
    }
  }

  private void load(int i) throws InterruptedException {
    if (i == decoded) {
      return;
    }
    Path path = files.get(i).file();
    try {
      memory.with(path, picture -> take(i, picture));
    } catch (InputException e) {
      failures[i] = e;
      if (strict) {
        endAt(i);
      }
    } catch (OutOfMemoryError e) {
      failures[i] = PictureFile.needsMoreMemory(path, e);
      endAt(i);
    }
  }

  private void take(int i, BufferedImage picture) {
    if (alike.isPresent()
        && (picture.getHeight() != reduction.height() || picture.getWidth() != reduction.width())) {
      failures[i] =
          new InputException(
              "%s has %d x %d pixels, but %s has %d x %d: give a size for all of them (--size N)"
                  .formatted(
                      files.get(i).file(),
                      picture.getWidth(),
                      picture.getHeight(),
                      alike.get().file(),
                      reduction.width(),
                      reduction.height()));
      endAt(i);
      return;
    }
    byte[] bytes = reduction.apply(picture);
    coloured[i] = reduction.channels() == 3 && hasColour(bytes);
    System.arraycopy(bytes, 0, pixels, i * bytes.length, bytes.length);
  }

  private void endAt(int i) {
    end.accumulateAndGet(i, Math::min);
  }

  private static boolean hasColour(byte[] bytes) {
    int plane = bytes.length / 3;
    return !Arrays.equals(bytes, 0, plane, bytes, plane, 2 * plane)
        || !Arrays.equals(bytes, 0, plane, bytes, 2 * plane, 3 * plane);
  }

  private Loaded result(Remarks remarks) {
    if (end.get() < files.size()) {
      // All before it have been begun, and are done: it is the first, on however many threads.
      throw failures[end.get()];
    }
    int size = (int) reduction.size();
    List<Labelled> kept = new ArrayList<>();
    boolean anyColour = false;
    for (int i = 0; i < failures.length; i++) {
      if (failures[i] != null) {
        remarks.skip(failures[i]::getMessage);
        continue;
      }
      if (kept.size() < i) {
        System.arraycopy(pixels, i * size, pixels, kept.size() * size, size);
      }
      kept.add(files.get(i));
      anyColour |= coloured[i];
    }
    byte[] filled =
        kept.size() == files.size() ? pixels : Arrays.copyOf(pixels, kept.size() * size);
    int plane = reduction.height() * reduction.width();
    return new Loaded(kept, reduction.channels(), plane, filled, anyColour);
  }
}
