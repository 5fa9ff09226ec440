package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.schedule.Constant;
import dev.fovea.train.schedule.Cosine;
import dev.fovea.train.schedule.CosineRestarts;
import dev.fovea.train.schedule.Exponential;
import dev.fovea.train.schedule.OneCycle;
import dev.fovea.train.schedule.ReduceOnPlateau;
import dev.fovea.train.schedule.Schedule;
import dev.fovea.train.schedule.StepDecay;
import dev.fovea.train.schedule.WarmUp;

/** Schedules as JSON: {@code "type"} says which one, the other fields are those of its record. */
final class ScheduleJson {

  static final Family FAMILY =
      Family.of(
          "a schedule",
          Form.of("Constant", "constant"),
          Form.of("StepDecay", "step", "epochs", "factor"),
          Form.of("Exponential", "exponential", "factor"),
          Form.of("Cosine", "cosine", "minimum"),
          Form.of("CosineRestarts", "cosine-restarts", "epochs", "multiplier", "minimum"),
          Form.of("OneCycle", "one-cycle", "peak", "rise", "startDivisor", "endDivisor"),
          Form.of("ReduceOnPlateau", "plateau", "factor", "patience", "threshold", "minimum"),
          Form.of("WarmUp", "warm-up", "length", Form.REST, "unit", "start"));

  private ScheduleJson() {}

  static Json.Obj write(Schedule schedule) {
    return switch (schedule) {
      case Constant() -> Family.type("Constant");
      case StepDecay(int epochs, double factor) ->
          Family.type("StepDecay").with("epochs", Json.of(epochs)).with("factor", Json.of(factor));
      case Exponential(double factor) -> Family.type("Exponential").with("factor", Json.of(factor));
      case Cosine(double minimum) -> Family.type("Cosine").with("minimum", Json.of(minimum));
      case CosineRestarts(int epochs, int multiplier, double minimum) ->
          Family.type("CosineRestarts")
              .with("epochs", Json.of(epochs))
              .with("multiplier", Json.of(multiplier))
              .with("minimum", Json.of(minimum));
      case OneCycle(double peak, double rise, double startDivisor, double endDivisor) ->
          Family.type("OneCycle")
              .with("peak", Json.of(peak))
              .with("rise", Json.of(rise))
              .with("startDivisor", Json.of(startDivisor))
              .with("endDivisor", Json.of(endDivisor));
      case ReduceOnPlateau(double factor, int patience, double threshold, double minimum) ->
          Family.type("ReduceOnPlateau")
              .with("factor", Json.of(factor))
              .with("patience", Json.of(patience))
              .with("threshold", Json.of(threshold))
              .with("minimum", Json.of(minimum));
      case WarmUp(double length, WarmUp.Unit unit, double start, Schedule then) ->
          Family.type("WarmUp")
              .with("length", Json.of(length))
              .with("unit", Words.of(unit))
              .with("start", Json.of(start))
              .with(Form.REST, write(then));
    };
  }

  static Schedule read(Fields f) {
    return switch (Family.type(f)) {
      case "Constant" -> new Constant();
      case "StepDecay" -> {
        int epochs = f.whole("epochs");
        double factor = f.real("factor", 0.1);
        yield f.make(() -> new StepDecay(epochs, factor));
      }
      case "Exponential" -> {
        double factor = f.real("factor");
        yield f.make(() -> new Exponential(factor));
      }
      case "Cosine" -> {
        double minimum = f.real("minimum", 0);
        yield f.make(() -> new Cosine(minimum));
      }
      case "CosineRestarts" -> {
        int epochs = f.whole("epochs");
        int multiplier = f.whole("multiplier", 1);
        double minimum = f.real("minimum", 0);
        yield f.make(() -> new CosineRestarts(epochs, multiplier, minimum));
      }
      case "OneCycle" -> oneCycle(f);
      case "ReduceOnPlateau" -> plateau(f);
      case "WarmUp" -> warmUp(f);
      default -> throw new AssertionError(f); // the family knows no others
    };
  }

  private static Schedule oneCycle(Fields f) {
    OneCycle usual = new OneCycle();
    double peak = f.real("peak", usual.peak());
    double rise = f.real("rise", usual.rise());
    double startDivisor = f.real("startDivisor", usual.startDivisor());
    double endDivisor = f.real("endDivisor", usual.endDivisor());
    return f.make(() -> new OneCycle(peak, rise, startDivisor, endDivisor));
  }

  private static Schedule plateau(Fields f) {
    ReduceOnPlateau usual = new ReduceOnPlateau();
    double factor = f.real("factor", usual.factor());
    int patience = f.whole("patience", usual.patience());
    double threshold = f.real("threshold", usual.threshold());
    double minimum = f.real("minimum", usual.minimum());
    return f.make(() -> new ReduceOnPlateau(factor, patience, threshold, minimum));
  }

  private static Schedule warmUp(Fields f) {
    double length = f.real("length");
    WarmUp.Unit unit = Words.read(f, "unit", WarmUp.Unit.values(), WarmUp.Unit.EPOCHS);
    double start = f.real("start", 1.0 / 3);
    Schedule then =
        f.some(Form.REST).isPresent() ? inner(FAMILY.read(f, Form.REST)) : new Constant();
    return f.make(() -> new WarmUp(length, unit, start, then));
  }

  /** Refused before it is read: warm-ups inside each other could go on for ever. */
  private static Schedule inner(Fields f) {
    if (Family.type(f).equals("WarmUp")) {
      throw f.error("a warm-up cannot come after a warm-up: choose another schedule");
    }
    return read(f);
  }
}
