package dev.fovea.data.augment;

/**
 * A change that moves each pixel along straight lines. Those that follow each other in a list, and
 * an {@link Elastic} one after them, are done at once, by one interpolation, so that they blur no
 * more than a single one.
 */
public sealed interface Affine extends Augmentation
    permits Shift, Rotate, Scale, Shear, Flip, RandomCrop {}
