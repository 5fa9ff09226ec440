package dev.fovea.bench;

import dev.fovea.data.Dataset;
import dev.fovea.model.Engine;
import dev.fovea.model.Evaluator;
import dev.fovea.model.Model;
import dev.fovea.train.EpochResult;
import dev.fovea.train.Trainer;
import dev.fovea.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Fovea, as a library. */
final class FoveaSide implements Side {

  private final Heat heat;
  private final int threads;
  private final Evaluator evaluator;
  private final Dataset training;
  private final Dataset test;
  private Model model;
  private float[] parameters;

  private FoveaSide(Heat heat, int threads) {
    this.heat = heat;
    this.threads = threads;
    this.training = Digits.training(heat);
    this.test = Digits.test(heat);
    this.evaluator = new Evaluator(heat.network(), threads);
  }

  /** See {@link SideMain}. */
  public static void main(String[] args) {
    SideMain.run(args, FoveaSide::new);
  }

  @Override
  public String version() {
    return "Fovea, " + Engine.kernels();
  }

  @Override
  public List<Double> train(int epochs, BooleanSupplier stop) {
    List<Double> rates = new ArrayList<>();
    model =
        Trainer.of(heat.network())
            .optimizer(heat.optimizer())
            .scaling(heat.scaling())
            .batch(heat.batch())
            .epochs(epochs)
            .threads(threads)
            .stopWhen(stop)
            .listener(TrainingListener.onEpoch((EpochResult e) -> rates.add(e.imagesPerSecond())))
            .fit(training)
            .model();
    parameters = model.parameters();
    return rates;
  }

  @Override
  public int correct() {
    return evaluator.evaluate(parameters, test, heat.scaling()).correct();
  }

  @Override
  public int predict(int image) {
    return model.predict(test.image(image)).best().label();
  }

  @Override
  public void close() {
    evaluator.close();
  }
}
