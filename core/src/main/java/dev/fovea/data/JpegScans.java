package dev.fovea.data;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * Counts how often a JPEG file goes over its pixels (ITU T.81, annex B). A progressive one does so
 * about ten times; but a scan that says nothing has a hundred bytes, and takes as long as any.
 */
final class JpegScans {

  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;

  private final ImageInputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int at;
  private int filled;

  private JpegScans(ImageInputStream in) {
    this.in = in;
  }

  /** The scans of what the stream still holds, which stays where it is; 0 of another format. */
  static long count(ImageInputStream in) throws IOException {
    in.mark();
    try {
      return new JpegScans(in).count();
    } finally {
      in.reset();
    }
  }

  private long count() throws IOException {
    long scans = 0;
    if (next() != 0xff || next() != START_OF_IMAGE) {
      return scans;
    }
    for (int marker = marker(); marker >= 0 && marker != END_OF_IMAGE; marker = marker()) {
      if (marker == START_OF_SCAN) {
        scans++;
      }
      // What a segment holds may look like a marker.
      int length = next() << 8 | next();
      for (int i = 2; i < length; i++) {
        next();
      }
    }
    return scans;
  }

  /** The next marker that begins a segment, past what is coded before it; negative at the end. */
  private int marker() throws IOException {
    int before = 0;
    while (true) {
      int next = next();
      boolean alone = next <= 1 || (next >= 0xd0 && next <= START_OF_IMAGE) || next == 0xff;
      if (next < 0 || (before == 0xff && !alone)) {
        return next;
      }
      before = next;
    }
  }

  private int next() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(buffer));
      at = 0;
    }
    return at < filled ? Byte.toUnsignedInt(buffer[at++]) : -1;
  }
}
