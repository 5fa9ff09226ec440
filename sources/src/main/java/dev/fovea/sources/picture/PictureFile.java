package dev.fovea.sources.picture;

import dev.fovea.data.InputException;
import dev.fovea.data.InputFiles;
import dev.fovea.data.Pictures;
import dev.fovea.sources.values.Starts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture file: PNG, JPEG (also gray, progressive, CMYK and YCCK), GIF and WebP (the first frame)
 * and BMP. It is turned as its Exif block asks, and embedded colour profiles are ignored.
 */
public final class PictureFile {

  /** The largest file that is read, in bytes: no picture of the size allowed needs more. */
  static final long MAX_BYTES = 1L << 30;

  /** Its reader is written in Java, and takes three times as long for a pixel as the JDK's. */
  static final long MAX_WEBP_PIXELS_PER_MEGABYTE = 20_000_000;

  private final Path path;
  private final PictureFormat format;
  private final Container container;

  private PictureFile(Path path, PictureFormat format, Container container) {
    this.path = path;
    this.format = format;
    this.container = container;
  }

  /**
   * Reads a picture, turned as it is meant.
   *
   * @throws InputException if the file does not exist, is a folder, may not be read, is no such
   *     picture, is damaged or cut off, has more than {@value Pictures#MAX_PIXELS} pixels or
   *     {@value Pictures#MAX_PIXELS_PER_MEGABYTE} for each megabyte begun (WebP: {@value
   *     #MAX_WEBP_PIXELS_PER_MEGABYTE}) or goes over them too often, or needs more memory than
   *     there is
   */
  public static BufferedImage read(Path path) {
    try {
      return open(path).decode();
    } catch (OutOfMemoryError e) {
      throw needsMoreMemory(path, e);
    }
  }

  /** Whether a file begins like such a picture; cheap, and never an error. */
  public static boolean isOne(Path path) {
    return PictureFormat.of(Starts.of(path, PictureFormat.MAGIC)).isPresent();
  }

  static InputException needsMoreMemory(Path path, OutOfMemoryError cause) {
    return new InputException(
        path + " needs more memory than this JVM has: make it smaller, or use a larger -Xmx",
        cause);
  }

  /**
   * Reads a file's bytes and its format.
   *
   * @throws InputException if it cannot be read, is larger than {@value #MAX_BYTES} bytes or no
   *     picture
   */
  static PictureFile open(Path path) {
    // A pipe would wait for somebody to write.
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new InputException(path + " is no file: give a picture, or remove it");
    }
    try (InputStream in = InputFiles.open(path)) {
      byte[] start = in.readNBytes(PictureFormat.MAGIC);
      if (start.length == 0) {
        throw new InputException(
            path + " is empty: give a PNG, JPEG, GIF, BMP or WebP picture, or remove it");
      }
      PictureFormat format =
          PictureFormat.of(start)
              .orElseThrow(
                  () ->
                      new InputException(
                          path
                              + " is no PNG, JPEG, GIF, BMP or WebP picture:"
                              + " convert it to one, or remove it"));
      long size = Files.size(path);
      if (size > MAX_BYTES) {
        throw new InputException(
            "%s has %d MiB, over the limit of %d MiB for a picture: make it smaller"
                .formatted(path, size >> 20, MAX_BYTES >> 20));
      }
      byte[] rest = in.readNBytes((int) size);
      byte[] file = new byte[start.length + rest.length];
      System.arraycopy(start, 0, file, 0, start.length);
      System.arraycopy(rest, 0, file, start.length, rest.length);
      if (Container.isCutOff(format, file)) {
        throw damaged(path, null);
      }
      return new PictureFile(path, format, Container.of(format, file));
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  /** How many pixels it has, before they are decoded. */
  long pixels() {
    return withReader((reader, in, _) -> checkedPixels(reader, in));
  }

  /** The picture. */
  BufferedImage decode() {
    BufferedImage stored =
        withReader(
            (reader, in, warnings) -> {
              checkedPixels(reader, in);
              BufferedImage picture = reader.read(0);
              // The JPEG reader fills what is missing with gray and only warns of it.
              if (warnings.stream().anyMatch(PictureFile::tellsOfAnEarlyEnd)) {
                throw damaged(path, null);
              }
              return picture;
            });
    return container.orientation().turn(Cmyk.toRgb(stored));
  }

  private interface Use<T> {
    T with(ImageReader reader, ImageInputStream in, List<String> warnings) throws IOException;
  }

  private <T> T withReader(Use<T> use) {
    ImageReader reader = null;
    // This stream is told no length: the WebP reader refuses a plain picture whose file it finds
    // too short, and its size has been checked here.
    try (ImageInputStream in = input()) {
      reader = format.reader();
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
      // What has been read is let go where the reader never goes back.
      reader.setInput(in, format != PictureFormat.WEBP, true);
      return use.with(reader, in, warnings);
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // The readers answer damage with many kinds of exceptions.
      throw damaged(path, e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private ImageInputStream input() {
    byte[] bytes = container.bytes();
    return format == PictureFormat.WEBP
        ? new WebpInput(bytes)
        : new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
  }

  private long checkedPixels(ImageReader reader, ImageInputStream in) throws IOException {
    long perMegabyte =
        format == PictureFormat.WEBP
            ? MAX_WEBP_PIXELS_PER_MEGABYTE
            : Pictures.MAX_PIXELS_PER_MEGABYTE;
    return Pictures.requireModest(path, reader, in, perMegabyte);
  }

  private static boolean tellsOfAnEarlyEnd(String warning) {
    return warning.startsWith("Truncated File") || warning.contains("premature end");
  }

  private static InputException damaged(Path path, Throwable cause) {
    return new InputException(
        path + " is damaged, cut off or of an unusual kind: save it again as a plain PNG", cause);
  }
}
