package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.train.Metric;

/** What is measured, as JSON. */
final class MeasuringJson {

  private MeasuringJson() {}

  static Json.Obj write(Measuring measuring) {
    return Json.Obj.EMPTY
        .with("validation", Json.of(measuring.validation()))
        .with("metric", Words.of(measuring.metric()))
        .with("patience", Json.of(measuring.patience()))
        .with("leastImprovement", Json.of(measuring.leastImprovement()))
        .with("testEachEpoch", Json.of(measuring.testEachEpoch()));
  }

  static Measuring read(Fields parent, String name) {
    Fields f = parent.inside(name);
    f.only("validation", "metric", "patience", "leastImprovement", "testEachEpoch");
    Measuring usual = Measuring.USUAL;
    double validation = f.real("validation", usual.validation());
    Metric metric = Words.read(f, "metric", Metric.values(), usual.metric());
    int patience = f.whole("patience", usual.patience());
    double least = f.real("leastImprovement", usual.leastImprovement());
    boolean testEachEpoch = f.flag("testEachEpoch", usual.testEachEpoch());
    return f.make(() -> new Measuring(validation, metric, patience, least, testEachEpoch));
  }
}
