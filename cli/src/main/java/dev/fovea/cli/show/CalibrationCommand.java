package dev.fovea.cli.show;

import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.inspect.Calibration;
import dev.fovea.model.Model;
import dev.fovea.report.picture.CalibrationPicture;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fovea show calibration}: whether a model's probabilities can be trusted. */
@Command(
    name = "calibration",
    sortOptions = false,
    description = "How often the model is right when it is so sure, on the test images.")
final class CalibrationCommand implements Callable<Integer> {

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Override
  public Integer call() {
    Path target = out.target(tested.pictureName("calibration"));
    Model model = tested.model();
    Calibration calibration = Calibration.of(tested.predictions(model, tested.test(model)));
    out.write(CalibrationPicture.of(calibration), target);
    return 0;
  }
}
