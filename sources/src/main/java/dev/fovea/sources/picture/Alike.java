package dev.fovea.sources.picture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/** The picture whose size all others must have. */
final class Alike {

  private final Path file;
  private final int height;
  private final int width;
  private BufferedImage picture;

  /** Reads it; see {@link PictureFile#read}. */
  Alike(Path file) {
    this.file = file;
    this.picture = PictureFile.read(file);
    this.height = picture.getHeight();
    this.width = picture.getWidth();
  }

  Path file() {
    return file;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** The picture, for the first who asks: it is large, and nobody holds it any longer. */
  Optional<BufferedImage> take() {
    Optional<BufferedImage> taken = Optional.ofNullable(picture);
    picture = null;
    return taken;
  }
}
