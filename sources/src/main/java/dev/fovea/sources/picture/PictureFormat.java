package dev.fovea.sources.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The kinds of picture files that are read, told by their first bytes and not by their names. */
enum PictureFormat {
  PNG,
  JPEG,
  GIF,
  BMP,
  WEBP;

  /** So many bytes tell a format. */
  static final int MAGIC = 12;

  /** The format of a file that starts so; empty for anything else. */
  static Optional<PictureFormat> of(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    PictureFormat format = null;
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      format = PNG;
    } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
      format = JPEG;
    } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
      format = GIF;
    } else if (text.startsWith("BM")) {
      format = BMP;
    } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      format = WEBP;
    }
    return Optional.ofNullable(format);
  }

  /**
   * A reader. The JDK's own for what the JDK reads, also where the class path has others: the same
   * file must give the same bytes in every program.
   */
  ImageReader reader() throws IOException {
    if (this == WEBP) {
      return new WebPImageReaderSpi().createReaderInstance(null);
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
        return reader;
      }
    }
    throw new IOException("this JDK has no reader for " + name());
  }
}
