package dev.fovea.data.augment;

import dev.fovea.data.InputException;
import dev.fovea.data.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Augmentations one after the other, made ready for images of one size. It never changes; each
 * thread works with a {@link Run} of its own.
 */
public final class Augmentations {

  private final List<Augmentation> list;
  private final Outside outside;
  private final Size size;

  private Augmentations(List<Augmentation> list, Outside outside, Size size) {
    this.list = List.copyOf(list);
    this.outside = outside;
    this.size = size;
  }

  /**
   * Makes a list ready.
   *
   * @param list what is done, in this order
   * @param outside what is seen beyond an image's edge
   * @param channels of an image
   * @param height rows of an image
   * @param width columns of an image
   * @throws InputException if images are too large, or one of the list would move them out of sight
   */
  public static Augmentations of(
      List<Augmentation> list, Outside outside, int channels, int height, int width) {
    Size size = new Size(channels, height, width);
    if (Math.max(height, width) > Require.LARGEST_SIDE
        || Surrounded.pixels(size) > Integer.MAX_VALUE - 8L) {
      throw new InputException(
          "images of %d x %d x %d are too large to be augmented: make them at most %d wide and high"
              .formatted(channels, height, width, Require.LARGEST_SIDE));
    }
    for (Augmentation augmentation : list) {
      double farthest =
          switch (augmentation) {
            case Shift(double pixels) -> pixels;
            case RandomCrop(int padding) -> padding;
            case Rotate _, Scale _, Shear _, Flip _, Elastic _, Erase _, Brightness _, Contrast _ ->
                0;
          };
      if (farthest > 0 && farthest >= Math.min(height, width)) {
        throw new InputException(
            "%s could move images of %d x %d out of sight: choose less than %d"
                .formatted(augmentation, height, width, Math.min(height, width)));
      }
    }
    return new Augmentations(list, outside, size);
  }

  /**
   * A changed copy of one image, to look at.
   *
   * @param image {@code [channel][row][column]}
   * @throws InputException if it has another size
   */
  public byte[] apply(byte[] image, Rng random) {
    if (image.length != size.pixels()) {
      throw new InputException(
          "an image of %d x %d x %d has %d bytes, not %d"
              .formatted(
                  size.channels(), size.height(), size.width(), size.pixels(), image.length));
    }
    byte[] changed = new byte[image.length];
    new Run().apply(image, 0, random, changed, 0);
    return changed;
  }

  /**
   * One pass over the pixels for each of the list, but affine ones join an affine or elastic one.
   */
  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    List<Affine> affine = new ArrayList<>();
    for (Augmentation augmentation : list) {
      if (!(augmentation instanceof Affine) && !(augmentation instanceof Elastic)) {
        warp(affine, stages);
      }
      switch (augmentation) {
        case Affine one -> affine.add(one);
        case Elastic elastic -> {
          stages.add(new ElasticWarp(affine, elastic, size, outside));
          affine.clear();
        }
        case Erase erase -> stages.add(new Eraser(erase, size));
        case Brightness brightness -> stages.add(new Tone(brightness, size));
        case Contrast contrast -> stages.add(new Tone(contrast, size));
      }
    }
    warp(affine, stages);
    return stages;
  }

  private void warp(List<Affine> affine, List<Stage> stages) {
    if (!affine.isEmpty()) {
      stages.add(new AffineWarp(affine, size, outside));
      affine.clear();
    }
  }

  /** One thread's memory: it changes images again and again and allocates nothing. */
  public final class Run {

    private final List<Stage> stages = stages();

    /** A fresh one; {@code augmentations.new Run()}. */
    public Run() {}

    /**
     * Writes a changed copy of an image.
     *
     * @param pixels holds the image {@code [channel][row][column]} from {@code from} on
     * @param random what is drawn from
     * @param into takes the changed image from {@code to} on; another array than {@code pixels}
     * @throws IndexOutOfBoundsException if an image has no room there
     */
    public void apply(byte[] pixels, int from, Rng random, byte[] into, int to) {
      Objects.checkFromIndexSize(from, size.pixels(), pixels.length);
      Objects.checkFromIndexSize(to, size.pixels(), into.length);
      System.arraycopy(pixels, from, into, to, size.pixels());
      for (int i = 0; i < stages.size(); i++) {
        stages.get(i).apply(into, to, random);
      }
    }
  }
}
