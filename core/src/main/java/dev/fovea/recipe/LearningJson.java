package dev.fovea.recipe;

import dev.fovea.model.Fields;
import dev.fovea.model.Json;
import dev.fovea.net.Loss;
import dev.fovea.train.optimizer.Optimizer;
import dev.fovea.train.schedule.Schedule;
import java.util.Optional;
import java.util.OptionalDouble;

/** How numbers are learnt, as JSON. */
final class LearningJson {

  private LearningJson() {}

  static Json.Obj write(Learning learning) {
    return Json.Obj.EMPTY
        .with("optimizer", OptimizerJson.write(learning.optimizer()))
        .with("schedule", ScheduleJson.write(learning.schedule()))
        .with("loss", Words.orNull(learning.loss().map(LossJson::write)))
        .with("clipNorm", real(learning.clipNorm()))
        .with("average", real(learning.average()));
  }

  private static Json real(OptionalDouble number) {
    return number.isPresent() ? Json.of(number.getAsDouble()) : new Json.Null();
  }

  static Learning read(Fields parent, String name) {
    Fields f = parent.inside(name);
    f.only("optimizer", "schedule", "loss", "clipNorm", "average");
    Optimizer optimizer =
        f.some("optimizer").isPresent()
            ? OptimizerJson.read(OptimizerJson.FAMILY.read(f, "optimizer"))
            : Learning.USUAL.optimizer();
    Schedule schedule =
        f.some("schedule").isPresent()
            ? ScheduleJson.read(ScheduleJson.FAMILY.read(f, "schedule"))
            : Learning.USUAL.schedule();
    Optional<Loss> loss = f.some("loss").map(_ -> LossJson.read(LossJson.FAMILY.read(f, "loss")));
    OptionalDouble clipNorm = f.realOrNone("clipNorm");
    OptionalDouble average = f.realOrNone("average");
    return f.make(() -> new Learning(optimizer, schedule, loss, clipNorm, average));
  }
}
