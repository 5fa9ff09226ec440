package dev.fovea.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads picture files: PNG, JPEG, GIF (its first frame) and BMP. */
public final class Pictures {

  /** The largest picture that is decoded, in pixels: width x height. */
  public static final long MAX_PIXELS = 100_000_000;

  /**
   * The same for each megabyte of the file that is begun: a small one that promises many pixels
   * would take longer than its size lets one expect.
   */
  public static final long MAX_PIXELS_PER_MEGABYTE = 50_000_000;

  private static final long MEGABYTE = 1_000_000;

  /** How often the scans of a JPEG picture may go over as many pixels as it may have. */
  private static final long MOST_TIMES = 12;

  private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

  private Pictures() {}

  /**
   * Reads a picture. What it is, is told by its bytes and not by its name; its size is checked
   * before its pixels are decoded.
   *
   * <p>A turn that a camera noted in EXIF is not made.
   *
   * @throws InputException if the file does not exist, is a folder, may not be read, is no such
   *     picture, is damaged or cut off, is of a kind that the JDK cannot decode, or has more than
   *     {@value #MAX_PIXELS} pixels, or {@value #MAX_PIXELS_PER_MEGABYTE} for each megabyte begun
   */
  public static BufferedImage read(Path file) {
    // This stream keeps what it needs in memory: ImageIO's own might write files to the temporary
    // folder, unless that is changed for the whole JVM.
    try (InputStream in = InputFiles.open(file);
        ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      ImageReader reader = reader(file, stream);
      try {
        return decode(file, reader, stream);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static ImageReader reader(Path file, ImageInputStream stream) throws IOException {
    if (stream.read() < 0) {
      throw new InputException(file + " is empty: give a PNG, JPEG, GIF or BMP picture");
    }
    stream.seek(0);
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      // The JDK also takes almost anything for a WBMP, which has no magic number.
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw new InputException(file + " is no PNG, JPEG, GIF or BMP picture: convert it to one");
  }

  private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream stream) {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try {
      reader.setInput(stream, true, true);
      requireModest(file, reader, stream, MAX_PIXELS_PER_MEGABYTE);
      BufferedImage picture = reader.read(0);
      // The JPEG reader fills what is missing with gray and only warns of it.
      if (warnings.stream().anyMatch(Pictures::tellsOfAnEarlyEnd)) {
        throw damaged(file, null);
      }
      return picture;
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The JDK's readers answer damage with many kinds of exceptions.
      throw damaged(file, e);
    } catch (OutOfMemoryError e) {
      // The one large thing that was asked for is the picture, and it is gone again.
      throw new InputException(
          file + " needs more memory than this JVM has: make it smaller, or use a larger -Xmx", e);
    }
  }

  /**
   * Refuses a picture that would take too long to decode, before it is.
   *
   * @param reader has been given {@code stream}, and has read nothing of it
   * @param perMegabyte how many pixels it may have for each megabyte of the file that is begun
   * @return how many it has
   * @throws InputException if it has more, or is a JPEG picture of too many scans for its size
   * @throws IOException if the reader cannot make sense of it
   */
  public static long requireModest(
      Path file, ImageReader reader, ImageInputStream stream, long perMegabyte) throws IOException {
    long megabytes = Math.max(1, Math.ceilDiv(Files.size(file), MEGABYTE));
    long most = Math.min(MAX_PIXELS, Math.min(megabytes, MAX_PIXELS) * perMegabyte);
    long scans = JpegScans.count(stream);
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    if (width * height > most) {
      throw new InputException(
          "%s has %d x %d pixels, over the limit of %d million for a file of its size: make it smaller"
              .formatted(file, width, height, most / 1_000_000));
    }
    if (scans * width * height > MOST_TIMES * most) {
      throw new InputException(
          "%s has %d x %d pixels in %d scans, over the limit of %d million: save it again as a plain JPEG"
              .formatted(file, width, height, scans, MOST_TIMES * most / 1_000_000));
    }
    return width * height;
  }

  private static boolean tellsOfAnEarlyEnd(String warning) {
    return warning.startsWith("Truncated File") || warning.contains("premature end");
  }

  private static InputException damaged(Path file, Exception cause) {
    return new InputException(
        file + " is damaged, cut off or of an unusual kind: save it again as a plain PNG", cause);
  }
}
