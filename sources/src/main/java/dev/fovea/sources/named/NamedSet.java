package dev.fovea.sources.named;

import java.net.URI;
import java.util.List;

/**
 * A public data set that is known by its name.
 *
 * @param name what users call it: {@code fashion-mnist}
 * @param title what it is, for the user: {@code Fashion-MNIST: pictures of clothing}
 * @param licence what its publishers allow
 * @param page where they say so
 * @param classes the classes' names by label; of {@code quickdraw} all that one can choose from
 * @param channels 1 for gray, 3 for colour
 * @param side rows and columns of an image
 * @param training how many training images there are; 0 where the user chooses
 * @param test how many test images there are; 0 where the user chooses
 * @param format how the files are read
 * @param files what is downloaded; none where it is inside, or depends on the classes
 */
public record NamedSet(
    String name,
    String title,
    String licence,
    URI page,
    List<String> classes,
    int channels,
    int side,
    int training,
    int test,
    Format format,
    List<RemoteFile> files) {

  /** How the files are read. */
  public enum Format {
    /** Resources of Fovea itself. */
    INSIDE,
    /** Four idx files of MNIST's names. */
    IDX,
    /** EMNIST's idx files in a zip: transposed, labels from 1. */
    EMNIST,
    /** CIFAR-10's binary batches, in a tar or unpacked. */
    CIFAR,
    /** Quick, Draw! bitmaps: a file for each class. */
    BITMAPS
  }

  /** Bytes to download for all of it; 0 where nothing is or the user chooses. */
  public long downloadBytes() {
    return files.stream().mapToLong(file -> file.size().orElse(0)).sum();
  }
}
