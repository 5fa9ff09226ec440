package dev.fovea.data.augment;

/** What is seen where a transform looks beyond the edge of an image. */
public enum Outside {
  /** Zero, the ground of a digit. */
  BLACK,
  /** The nearest pixel of the image, as suits photographs. */
  NEAREST
}
