package dev.fovea.train.optimizer;

import dev.fovea.engine.Stretches;
import dev.fovea.net.Network;
import java.util.SequencedMap;

/** An {@link Updater} that treats each number by itself, after a {@link Rule}. */
final class Elementwise implements Updater {

  /** What happens to a number in a step; it holds what is remembered. */
  interface Rule {

    /** Begins step {@code step}, which counts from 1. */
    void nextStep(long step, double learningRate);

    /**
     * Changes parameters {@code from} to {@code to} (exclusive), which are all drawn to zero by
     * weight decay, or none of them.
     */
    void update(float[] parameters, float[] gradient, int from, int to, boolean decayed);

    /** See {@link Updater#memory}. */
    SequencedMap<String, float[]> memory();
  }

  private final Rule rule;
  private final Stretches decayed;
  private long steps;

  Elementwise(Network network, WeightDecay decay, Rule rule) {
    this.rule = rule;
    this.decayed = decay.stretches(network);
  }

  /** How many numbers a network has, which an array must hold. */
  static int numbers(Network network) {
    return Math.toIntExact(network.numberCount());
  }

  @Override
  public void nextStep(double learningRate) {
    steps++;
    rule.nextStep(steps, learningRate);
  }

  @Override
  public void update(float[] parameters, float[] gradient, int from, int to) {
    int at = from;
    while (at < to) {
      int stretch = decayed.find(at);
      int end = Math.min(to, decayed.end(stretch));
      rule.update(parameters, gradient, at, end, decayed.chosen(stretch));
      at = end;
    }
  }

  @Override
  public SequencedMap<String, float[]> memory() {
    return rule.memory();
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public void restore(long steps) {
    this.steps = steps;
  }
}
