package dev.fovea.data.augment;

import dev.fovea.data.InputException;

/**
 * A random change that makes another image of one, of the same size and class. Each image of each
 * epoch draws anew; only training images are changed.
 *
 * <p>Augmentations are values and do nothing by themselves: {@link Augmentations} makes a list of
 * them ready for images of one size. Their constructors throw {@link InputException} where a number
 * is out of its range.
 */
public sealed interface Augmentation permits Affine, Elastic, Erase, Brightness, Contrast {}
