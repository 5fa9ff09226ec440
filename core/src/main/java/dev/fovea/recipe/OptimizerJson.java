package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.optimizer.Adam;
import dev.fovea.train.optimizer.AdamW;
import dev.fovea.train.optimizer.Muon;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.optimizer.RmsProp;
import dev.fovea.train.optimizer.Sgd;
import dev.fovea.train.optimizer.WeightDecay;

/** Optimizers as JSON: {@code "type"} says which one, the other fields are those of its record. */
final class OptimizerJson {

  static final Family FAMILY =
      Family.of(
          "an optimizer",
          Form.of("Sgd", "sgd", "learningRate", "momentum", "nesterov", "weightDecay"),
          Form.of("Adam", "adam", "learningRate", "beta1", "beta2", "epsilon", "weightDecay"),
          Form.of("AdamW", "adamw", "learningRate", "beta1", "beta2", "epsilon", "weightDecay"),
          Form.of(
              "RmsProp",
              "rmsprop",
              "learningRate",
              "alpha",
              "epsilon",
              "momentum",
              "centered",
              "weightDecay"),
          Form.of("Muon", "muon", "learningRate", "momentum", "nesterov", "weightDecay", "others"));

  private OptimizerJson() {}

  static Json.Obj write(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd(double rate, double momentum, boolean nesterov, WeightDecay decay) ->
          start("Sgd", rate)
              .with("momentum", Json.of(momentum))
              .with("nesterov", Json.of(nesterov))
              .with("weightDecay", write(decay));
      case Adam(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) ->
          adam(start("Adam", rate), beta1, beta2, epsilon, decay);
      case AdamW(double rate, double beta1, double beta2, double epsilon, WeightDecay decay) ->
          adam(start("AdamW", rate), beta1, beta2, epsilon, decay);
      case RmsProp(
              double rate,
              double alpha,
              double epsilon,
              double momentum,
              boolean centered,
              WeightDecay decay) ->
          start("RmsProp", rate)
              .with("alpha", Json.of(alpha))
              .with("epsilon", Json.of(epsilon))
              .with("momentum", Json.of(momentum))
              .with("centered", Json.of(centered))
              .with("weightDecay", write(decay));
      case Muon(double rate, double momentum, boolean nesterov, double decay, AdamW others) ->
          start("Muon", rate)
              .with("momentum", Json.of(momentum))
              .with("nesterov", Json.of(nesterov))
              .with("weightDecay", Json.of(decay))
              .with("others", write(others));
    };
  }

  private static Json.Obj start(String type, double rate) {
    return Family.type(type).with("learningRate", Json.of(rate));
  }

  private static Json.Obj adam(
      Json.Obj json, double beta1, double beta2, double epsilon, WeightDecay decay) {
    return json.with("beta1", Json.of(beta1))
        .with("beta2", Json.of(beta2))
        .with("epsilon", Json.of(epsilon))
        .with("weightDecay", write(decay));
  }

  private static Json write(WeightDecay decay) {
    return Json.Obj.EMPTY
        .with("rate", Json.of(decay.rate()))
        .with("normAndBias", Json.of(decay.normAndBias()));
  }

  static Optimizer read(Fields f) {
    return switch (Family.type(f)) {
      case "Sgd" -> sgd(f);
      case "Adam" -> adam(f);
      case "AdamW" -> adamW(f);
      case "RmsProp" -> rmsProp(f);
      case "Muon" -> muon(f);
      default -> throw new AssertionError(f); // the family knows no others
    };
  }

  private static Sgd sgd(Fields f) {
    double rate = f.real("learningRate", 0.01);
    double momentum = f.real("momentum", 0);
    boolean nesterov = f.flag("nesterov", false);
    WeightDecay decay = decay(f, WeightDecay.NONE);
    return f.make(() -> new Sgd(rate, momentum, nesterov, decay));
  }

  private static Adam adam(Fields f) {
    Adam usual = new Adam(0.001);
    double rate = f.real("learningRate", usual.learningRate());
    double beta1 = f.real("beta1", usual.beta1());
    double beta2 = f.real("beta2", usual.beta2());
    double epsilon = f.real("epsilon", usual.epsilon());
    WeightDecay decay = decay(f, usual.weightDecay());
    return f.make(() -> new Adam(rate, beta1, beta2, epsilon, decay));
  }

  private static AdamW adamW(Fields f) {
    AdamW usual = new AdamW(0.001);
    double rate = f.real("learningRate", usual.learningRate());
    double beta1 = f.real("beta1", usual.beta1());
    double beta2 = f.real("beta2", usual.beta2());
    double epsilon = f.real("epsilon", usual.epsilon());
    WeightDecay decay = decay(f, usual.weightDecay());
    return f.make(() -> new AdamW(rate, beta1, beta2, epsilon, decay));
  }

  private static RmsProp rmsProp(Fields f) {
    RmsProp usual = new RmsProp(0.01);
    double rate = f.real("learningRate", usual.learningRate());
    double alpha = f.real("alpha", usual.alpha());
    double epsilon = f.real("epsilon", usual.epsilon());
    double momentum = f.real("momentum", usual.momentum());
    boolean centered = f.flag("centered", usual.centered());
    WeightDecay decay = decay(f, usual.weightDecay());
    return f.make(() -> new RmsProp(rate, alpha, epsilon, momentum, centered, decay));
  }

  private static Muon muon(Fields f) {
    Muon usual = new Muon(0.02);
    double rate = f.real("learningRate", usual.learningRate());
    double momentum = f.real("momentum", usual.momentum());
    boolean nesterov = f.flag("nesterov", usual.nesterov());
    double decay = f.real("weightDecay", usual.weightDecay());
    AdamW others = usual.others();
    if (f.some("others").isPresent()) {
      Fields inner = FAMILY.read(f, "others");
      if (!Family.type(inner).equals("AdamW")) {
        throw inner.error("Muon's other parameters are trained by AdamW: give one of these");
      }
      others = adamW(inner);
    }
    AdamW rest = others;
    return f.make(() -> new Muon(rate, momentum, nesterov, decay, rest));
  }

  /** An object, or its rate alone. */
  private static WeightDecay decay(Fields f, WeightDecay usual) {
    if (f.some("weightDecay").isEmpty()) {
      return usual;
    }
    if (f.value("weightDecay") instanceof Json.Num) {
      double rate = f.real("weightDecay");
      return f.make(() -> new WeightDecay(rate));
    }
    Fields inner = f.inside("weightDecay");
    inner.only("rate", "normAndBias");
    double rate = inner.real("rate");
    boolean normAndBias = inner.flag("normAndBias", true);
    return inner.make(() -> new WeightDecay(rate, normAndBias));
  }
}
