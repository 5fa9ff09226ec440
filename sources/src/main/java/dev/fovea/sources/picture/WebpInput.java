package dev.fovea.sources.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of a WebP file, and some zeros.
 *
 * <p>The reader of lossless pictures looks eight bytes ahead. At the end of a stream it goes on
 * with bits that are not there, slowly, and without an end to it: a few hundred bytes could promise
 * millions of codes. Behind these zeros an error stops it.
 */
final class WebpInput extends MemoryCacheImageInputStream {

  private static final int AHEAD = 16;

  WebpInput(byte[] file) {
    super(padded(file));
  }

  private static InputStream padded(byte[] file) {
    return new SequenceInputStream(
        new ByteArrayInputStream(file), new ByteArrayInputStream(new byte[AHEAD]));
  }

  @Override
  public int read() throws IOException {
    return checked(super.read());
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    return checked(super.read(into, from, length));
  }

  private static int checked(int read) throws IOException {
    if (read < 0) {
      throw new IOException("it is cut off");
    }
    return read;
  }
}
