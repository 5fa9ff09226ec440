package dev.fovea.engine;

import dev.fovea.engine.Reach.Place;
import dev.fovea.engine.kernel.Kernels;
import dev.fovea.engine.kernel.View;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import dev.fovea.net.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * That nothing which runs reaches beyond the floats that are there for it. The kernels check
 * nothing, and the launcher lets the JVM check nothing for them; so a wrong offset would be a wrong
 * read. Here it is an exception, before the first number is computed.
 *
 * <p>More is proved than that: whatever a step touches lies within one room, which is one value or
 * gradient with its border, or one tensor. So none runs over the end of a value into the next.
 */
final class Proof {

  private final List<Reach> rooms;
  private final long groupStride;

  /** For blocks that are {@code groupStride} apart and in which these rooms were given out. */
  Proof(List<Reach> rooms, long groupStride) {
    this.rooms = List.copyOf(rooms);
    this.groupStride = groupStride;
  }

  /** For a plan of a network in the order that runs. */
  static Proof of(Network network, Layout layout) {
    List<Reach> rooms = new ArrayList<>(layout.placed());
    rooms.add(new Reach(Place.OWN, 0, layout.own()));
    rooms.add(new Reach(Place.SCRATCH, 0, Kernels.SCRATCH));
    long at = 0;
    for (Tensor tensor : network.tensors()) {
      rooms.add(new Reach(Place.PARAMETERS, at, at + tensor.size()));
      at += tensor.size();
    }
    return new Proof(rooms, layout.size());
  }

  /**
   * Checks all of a plan.
   *
   * @param groups how many there can be
   * @throws IllegalStateException if something does not fit
   */
  static void check(
      Network network, Layout layout, List<PlacedStep> steps, List<Frame> frames, int groups) {
    for (Frame frame : frames) {
      check(frame, layout, groups);
    }
    Proof proof = of(network, layout);
    int last = network.nodes().size() - 1;
    View logits = layout.value(last);
    Reaches ends = new Reaches(0);
    ends.view(layout.value(Node.IMAGE));
    ends.view(logits);
    ends.view(layout.gradient(last), logits);
    proof.check("the image or the loss", ends.list());
    for (PlacedStep placed : steps) {
      String name = network.nodes().get(placed.node()).name();
      proof.check(name, proof.reaches(placed.step()));
    }
  }

  /**
   * Checks what the loss can touch.
   *
   * @throws IllegalStateException if it does not fit
   */
  static void check(Network network, Layout layout, LossHead head) {
    Reaches reaches = new Reaches(layout.size());
    head.reach(reaches);
    of(network, layout).check("the loss", reaches.list());
  }

  private static void check(Frame f, Layout layout, int groups) {
    boolean fits =
        f.groupStride == layout.size()
            && f.shared >= Layout.LEAD + groups * layout.size()
            && f.own >= f.shared + layout.shared()
            && f.own + layout.own() <= f.x.length
            && f.scratch.length >= Kernels.SCRATCH;
    if (!fits) {
      throw new IllegalStateException(
          "%d groups, shared floats from %d and own ones from %d do not fit into %d: this is a bug"
              .formatted(groups, f.shared, f.own, f.x.length));
    }
  }

  /** What a step can touch. */
  List<Reach> reaches(Step step) {
    Reaches reaches = new Reaches(groupStride);
    step.reach(reaches);
    return reaches.list();
  }

  /** What a step for a single image can touch. */
  List<Reach> reaches(BlockStep step) {
    Reaches reaches = new Reaches(groupStride);
    step.reach(reaches);
    return reaches.list();
  }

  /**
   * Checks what something can touch.
   *
   * @param what its name
   * @throws IllegalStateException if part of that is in no room, or in more than one
   */
  void check(String what, List<Reach> reaches) {
    for (Reach reach : reaches) {
      if (!inOneRoom(reach)) {
        throw new IllegalStateException(
            "%s reaches for %s, which lie in no one room: this is a bug".formatted(what, reach));
      }
    }
  }

  private boolean inOneRoom(Reach reach) {
    for (Reach room : rooms) {
      if (room.holds(reach)) {
        return true;
      }
    }
    return false;
  }
}
