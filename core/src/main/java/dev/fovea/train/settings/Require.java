package dev.fovea.train.settings;

import dev.fovea.data.InputException;
import dev.fovea.net.Network;
import dev.fovea.net.Node;
import java.util.List;

/** The checks that the settings of a training share. */
public final class Require {

  private Require() {}

  public static void learningRate(double rate) {
    positive(rate, "the learning rate");
  }

  public static void positive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InputException(what + " must be more than 0, not " + value);
    }
  }

  public static void notNegative(double value, String what) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new InputException(what + " must be at least 0, not " + value);
    }
  }

  public static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new InputException("%s must be at least %d, not %d".formatted(what, least, value));
    }
  }

  /** From 0 up to but without 1: what is kept of the past. */
  public static void kept(double value, String what) {
    if (!(value >= 0 && value < 1)) {
      throw new InputException(what + " must be from 0 to less than 1, not " + value);
    }
  }

  /** From 0 to 1, both included. */
  public static void part(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new InputException(what + " must be from 0 to 1, not " + value);
    }
  }

  /** More than 0, and at most 1: what shrinks or stays. */
  public static void factor(double value, String what) {
    if (!(value > 0 && value <= 1)) {
      throw new InputException(what + " must be more than 0 and at most 1, not " + value);
    }
  }

  /** The layer of that name, for something that is chosen by layer. */
  public static Node layer(Network network, String name, String what) {
    for (Node node : network.nodes()) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    List<String> names = network.nodes().stream().map(Node::name).toList();
    throw new InputException(
        "%s names the layer '%s', which network %s does not have: choose one of %s"
            .formatted(what, name, network.name(), String.join(", ", names)));
  }

  /** A part of something, neither nothing nor all of it. */
  public static double share(double value, String what) {
    if (!(value > 0 && value < 1)) {
      throw new InputException("%s must be above 0 and below 1, not %s".formatted(what, value));
    }
    return value;
  }

  public static int atLeastOne(int value, String what) {
    atLeast(1, value, what);
    return value;
  }
}
