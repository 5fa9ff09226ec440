package dev.fovea.engine;

import dev.fovea.engine.kernel.Lanes;
import dev.fovea.engine.kernel.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the steps of a plan on a team of threads, in one of three ways that give the same numbers.
 *
 * <ul>
 *   <li>Where no step wants all groups together, a thread takes each of its groups all the way,
 *       forward and back, before the next one: so their numbers stay in the cache near its core.
 *       What only predicts needs no more than one block a thread for that.
 *   <li>Where some do, leg by leg: through the others a thread takes its groups one after the
 *       other, and meets the other threads before and after each step that takes all.
 *   <li>Where groups are few and cannot be dealt out evenly, all threads share the work of each
 *       step, and meet after it.
 * </ul>
 */
final class Runner {

  /** Groups for each thread from which on it does not matter that some have one more. */
  private static final int MANY = 4;

  private final List<Step> steps;
  private final List<List<Step>> legs;
  private final List<List<Step>> back;
  private final boolean apart;
  private final boolean training;
  private final View outputs;
  private final List<Frame> frames;
  private final InputLoader loader;
  private final LossHead head;
  private final Workers workers;
  private final Workers.Task task = this::runShare;

  /** The outputs of all groups, whose blocks others may have taken since. */
  private final float[] results;

  private int groups;
  private int images;
  private boolean labelled;
  private boolean backward;
  private boolean shared;

  /**
   * For steps in their order.
   *
   * @param back those that go backward, in the same order
   * @param training whether the blocks must keep the numbers of all groups
   * @param outputs what the last step makes
   * @param frames one for each thread
   * @param groups how many there can be
   */
  Runner(
      List<Step> steps,
      List<Step> back,
      boolean training,
      View outputs,
      List<Frame> frames,
      int groups,
      InputLoader loader,
      LossHead head,
      Workers workers) {
    this.steps = steps;
    this.legs = legs(steps);
    this.back = legs(back);
    this.apart = apart(steps);
    this.training = training;
    this.outputs = outputs;
    this.frames = frames;
    this.loader = loader;
    this.head = head;
    this.workers = workers;
    this.results = new float[Math.multiplyExact(groups * Lanes.COUNT, outputs.channels())];
  }

  /** How many blocks a plan needs for up to {@code groups} groups. */
  static int blocks(List<Step> steps, boolean training, int groups, int threads) {
    return !training && apart(steps) ? Math.min(groups, MANY * threads) : groups;
  }

  private static boolean apart(List<Step> steps) {
    return steps.stream().noneMatch(Step::together);
  }

  /** Steps one after the other that take all groups together, or each alone. */
  private static List<List<Step>> legs(List<Step> steps) {
    List<List<Step>> legs = new ArrayList<>();
    for (Step step : steps) {
      if (legs.isEmpty() || legs.getLast().getFirst().together() != step.together()) {
        legs.add(new ArrayList<>());
      }
      legs.getLast().add(step);
    }
    return legs;
  }

  /**
   * Runs all groups that the frames have been told, with the images that the loader has.
   *
   * @param labelled whether there is a loss to compute
   * @param backward whether there is a gradient to compute
   */
  void run(boolean labelled, boolean backward) {
    this.groups = frames.getFirst().groups;
    this.images = frames.getFirst().images;
    this.labelled = labelled;
    this.backward = backward;
    this.shared = groups % workers.size() != 0 && groups < MANY * workers.size();
    workers.run(task);
  }

  /** Number {@code c} of the outputs for image {@code n} of the last run. */
  float output(int n, int c) {
    return results[(n / Lanes.COUNT * outputs.channels() + c) * Lanes.COUNT + n % Lanes.COUNT];
  }

  private void runShare(int thread) {
    Frame f = frames.get(thread);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).prepare(f, thread, workers.size());
    }
    if (apart && !shared) {
      runGroups(f, thread);
    } else {
      runLegs(f, thread);
    }
    if (!backward) {
      return;
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).gradients(f, thread, workers.size());
    }
  }

  private void runGroups(Frame f, int thread) {
    if (loader.mixes()) {
      takeShare(thread);
    }
    workers.barrier();
    for (int g = first(thread); g < first(thread + 1); g++) {
      int block = training ? g : thread;
      if (!loader.mixes()) {
        takeGroup(g, thread);
      }
      loader.load(f, g, block, 0, 1);
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).forward(f, block, block + 1, 0, 1);
      }
      end(f, g, block);
      if (backward) {
        backward(f, back.getFirst(), block);
      }
    }
    workers.barrier();
  }

  private static void backward(Frame f, List<Step> leg, int block) {
    for (int i = leg.size() - 1; i >= 0; i--) {
      leg.get(i).backward(f, block, block + 1, 0, 1);
    }
  }

  /** The outputs of a group, and its loss, which is too small to be cut. */
  private void end(Frame f, int g, int block) {
    int size = outputs.channels() * Lanes.COUNT;
    System.arraycopy(f.x, block * f.groupStride + outputs.at(), results, g * size, size);
    if (labelled) {
      head.run(f, g, block);
    }
  }

  private void runLegs(Frame f, int thread) {
    load(f, thread);
    workers.barrier();
    for (int leg = 0; leg < legs.size(); leg++) {
      forwardLeg(f, legs.get(leg), thread);
    }
    for (int g = first(thread); g < first(thread + 1); g++) {
      end(f, g, g);
    }
    if (!backward) {
      return;
    }
    workers.barrier();
    for (int leg = back.size() - 1; leg >= 0; leg--) {
      backwardLeg(f, back.get(leg), thread);
    }
  }

  private void load(Frame f, int thread) {
    if (!shared && !loader.mixes()) {
      for (int g = first(thread); g < first(thread + 1); g++) {
        takeGroup(g, thread);
        loader.load(f, g, g, 0, 1);
      }
      return;
    }
    takeShare(thread);
    for (int g = shared ? 0 : first(thread); g < (shared ? groups : first(thread + 1)); g++) {
      loader.load(f, g, g, shared ? thread : 0, shared ? workers.size() : 1);
    }
  }

  private void takeGroup(int g, int thread) {
    loader.takeImages(thread, g * Lanes.COUNT, Math.min((g + 1) * Lanes.COUNT, images));
  }

  /** A share of the images, where those of a group are not all that it needs. */
  private void takeShare(int thread) {
    if (loader.oneByOne()) {
      int threads = workers.size();
      loader.takeImages(
          thread, Step.cut(images, thread, threads), Step.cut(images, thread + 1, threads));
      workers.barrier();
    }
  }

  private void forwardLeg(Frame f, List<Step> leg, int thread) {
    if (together(leg)) {
      for (int i = 0; i < leg.size(); i++) {
        leg.get(i).forward(f, 0, groups, thread, workers.size());
        workers.barrier();
      }
      return;
    }
    for (int g = first(thread); g < first(thread + 1); g++) {
      for (int i = 0; i < leg.size(); i++) {
        leg.get(i).forward(f, g, g + 1, 0, 1);
      }
    }
    workers.barrier();
  }

  private void backwardLeg(Frame f, List<Step> leg, int thread) {
    if (together(leg)) {
      for (int i = leg.size() - 1; i >= 0; i--) {
        leg.get(i).backward(f, 0, groups, thread, workers.size());
        workers.barrier();
      }
      return;
    }
    for (int g = first(thread); g < first(thread + 1); g++) {
      backward(f, leg, g);
    }
    workers.barrier();
  }

  private boolean together(List<Step> leg) {
    return shared || leg.getFirst().together();
  }

  /** The first group of a thread, where it has some for itself. */
  private int first(int thread) {
    return Step.cut(groups, thread, workers.size());
  }
}
