package dev.fovea.engine;

import dev.fovea.engine.kernel.Kernels;

/** What the steps of a plan need while they run on one thread. */
final class Frame {

  final Kernels kernels;

  /**
   * All values and gradients: the blocks of the groups, one after the other, then what all groups
   * share, then each thread's own room.
   */
  final float[] x;

  /** Floats in the block of one group. */
  final int groupStride;

  /** Where the floats that all groups share begin. */
  final int shared;

  /** Where this thread's own room begins. */
  final int own;

  /** This thread's own, too. */
  final float[] scratch = new float[Kernels.SCRATCH];

  /** Groups that hold images in this run. */
  int groups;

  /** Images in this run: the last group may not be full. */
  int images;

  float[] parameters;

  /** Null in a run that only predicts. */
  float[] gradient;

  /** What dropout draws from in this run. */
  long draw;

  Frame(Kernels kernels, float[] x, int groupStride, int shared, int own) {
    this.kernels = kernels;
    this.x = x;
    this.groupStride = groupStride;
    this.shared = shared;
    this.own = own;
  }
}
