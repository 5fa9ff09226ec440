package dev.fovea.train;

import dev.fovea.engine.Mix;
import dev.fovea.engine.Plan;
import dev.fovea.engine.Source;
import dev.fovea.engine.Workers;
import dev.fovea.train.optimizer.Updater;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The numbers of a network while they are trained, and all that is remembered about them from batch
 * to batch.
 */
final class Learner {

  /** The names of the arrays; those of the optimizer follow after {@link #OPTIMIZER}. */
  static final String PARAMETERS = "parameters";

  static final String AVERAGE = "average";
  static final String ACCUMULATED = "accumulated";
  static final String OPTIMIZER = "optimizer.";

  private final Trainer settings;
  private final Workers workers;
  private final Plan plan;
  private final float[] parameters;
  private final float[] gradient;
  private final Updater updater;
  private final Trained trained;
  private Frozen frozen;
  private final Optional<MovingAverage> average;
  private final Optional<float[]> sum;
  private final Optional<GradientClipping> clipping;
  private final Workers.Task adding = this::add;
  private final Workers.Task preparing = this::prepare;
  private final Workers.Task updating = this::update;
  private double stepWeight;
  private float weight;
  private float scale;
  private boolean first;

  /**
   * Begins with the first parameters.
   *
   * @throws IllegalArgumentException if there is no memory for it
   */
  Learner(Trainer settings, Workers workers) {
    this.settings = settings;
    this.workers = workers;
    this.parameters = Fit.initial(settings);
    this.gradient = new float[parameters.length];
    this.updater = settings.optimizer.start(settings.network);
    this.trained = Trained.of(settings.network, settings.frozen);
    this.frozen = new Frozen(settings.network, settings.frozen, parameters);
    this.average =
        settings.average.isPresent()
            ? Optional.of(new MovingAverage(settings.average.getAsDouble(), parameters))
            : Optional.empty();
    this.sum =
        settings.accumulate > 1 ? Optional.of(new float[parameters.length]) : Optional.empty();
    this.clipping =
        settings.clipNorm.map(most -> new GradientClipping(most, trained, stepGradient(), workers));
    this.plan =
        Plan.forTraining(
            settings.network, settings.loss(), settings.batch, workers, settings.backend);
  }

  /** Knows the loss and the values of the last batch. */
  Plan plan() {
    return plan;
  }

  /** The numbers that are trained; not a copy. */
  float[] parameters() {
    return parameters;
  }

  /** The numbers that are measured and become the model: the average, if there is one. */
  float[] measured() {
    return average.map(MovingAverage::values).orElse(parameters);
  }

  /** Steps so far. */
  long steps() {
    return updater.steps();
  }

  /** The gradient of a batch; see {@link Plan#train}. */
  void look(Source source, int[] order, int from, int count, long draw, Mix mix) {
    plan.train(parameters, gradient, source, order, from, count, draw, mix);
    frozen.putBack(parameters);
  }

  /**
   * Adds the batch's gradient to that of the step, where several batches make one: the mean by the
   * weights of the batches.
   *
   * @param weight of the batch: how many images its mean loss is over
   * @param first whether it is the step's first batch
   * @param last whether it is the last one
   */
  void accumulate(double weight, boolean first, boolean last) {
    if (sum.isPresent()) {
      this.stepWeight = first ? weight : stepWeight + weight;
      this.weight = (float) weight;
      this.scale = last ? (float) (1 / stepWeight) : 1;
      this.first = first;
      workers.run(adding);
    }
  }

  /** The weight of the step's batches so far. */
  double stepWeight() {
    return stepWeight;
  }

  private void add(int thread) {
    float[] all = sum.orElseThrow();
    int end = cut(thread + 1);
    for (int i = cut(thread); i < end; i++) {
      float part = weight * gradient[i];
      all[i] = scale * (first ? part : all[i] + part);
    }
  }

  /** Makes a step. */
  void step(double learningRate) {
    updater.nextStep(learningRate);
    if (clipping.isPresent()) {
      clipping.get().clip();
    }
    if (updater.prepares()) {
      workers.run(preparing);
    }
    average.ifPresent(some -> some.nextStep(updater.steps()));
    workers.run(updating);
  }

  private float[] stepGradient() {
    return sum.orElse(gradient);
  }

  private void prepare(int thread) {
    updater.prepare(parameters, stepGradient(), thread, workers.size());
  }

  private void update(int thread) {
    trained.update(updater, parameters, stepGradient(), thread, workers.size());
    if (average.isPresent()) {
      workers.barrier(); // it is cut in another way
      average.get().update(parameters, cut(thread), cut(thread + 1));
    }
  }

  private int cut(int thread) {
    return (int) ((long) parameters.length * thread / workers.size());
  }

  /**
   * All that is remembered, in arrays as long as the parameters; not copies.
   *
   * @param amid whether a step has begun that is not made yet
   */
  SequencedMap<String, float[]> arrays(boolean amid) {
    SequencedMap<String, float[]> arrays = new LinkedHashMap<>();
    arrays.put(PARAMETERS, parameters);
    average.ifPresent(some -> arrays.put(AVERAGE, some.values()));
    if (amid && sum.isPresent()) {
      arrays.put(ACCUMULATED, sum.get());
    }
    updater.memory().forEach((name, numbers) -> arrays.put(OPTIMIZER + name, numbers));
    return arrays;
  }

  /** Whether an array of {@link #arrays} is one of a model's numbers. */
  static boolean isModel(String array) {
    return array.equals(PARAMETERS) || array.equals(AVERAGE);
  }

  /** Goes on after so many steps, with {@link #arrays} filled as they were then. */
  void restore(long steps, double stepWeight) {
    this.stepWeight = stepWeight;
    updater.restore(steps);
    frozen = new Frozen(settings.network, settings.frozen, parameters);
  }
}
