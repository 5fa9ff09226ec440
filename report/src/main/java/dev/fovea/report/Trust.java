package dev.fovea.report;

import dev.fovea.inspect.Calibration;
import dev.fovea.model.Json;
import java.util.List;

/**
 * Whether a model is right as often as it says.
 *
 * @param words the errors, explained
 * @param bins those that have images
 * @param alternative of the chart, for who cannot see it
 * @param data of the chart, for the script
 */
record Trust(String words, List<Calibration.Bin> bins, String alternative, String data) {

  static Trust of(Calibration calibration) {
    List<Calibration.Bin> bins =
        calibration.bins().stream().filter(bin -> bin.count() > 0).toList();
    double said = 0;
    double right = 0;
    double all = 0;
    for (Calibration.Bin bin : bins) {
      said += bin.count() * bin.confidence();
      right += bin.count() * bin.accuracy();
      all += bin.count();
    }
    String words =
        "It says %s on average and is right in %s: %s. Its confidence is %s away from how often it is right, in the mean over all images (expected calibration error)."
            .formatted(
                Texts.percent(said / all),
                Texts.percent(right / all),
                verdict(said / all - right / all),
                Texts.percent(calibration.expectedError()));
    List<Json> points =
        bins.stream()
            .map(
                bin ->
                    (Json)
                        Json.Obj.EMPTY
                            .with("confidence", Json.of(bin.confidence()))
                            .with("accuracy", Json.of(bin.accuracy()))
                            .with("count", Json.of(bin.count())))
            .toList();
    return new Trust(
        words,
        bins,
        "Calibration curve: how often it is right against how sure it was. The table beside it has the numbers.",
        PageData.json(Json.Obj.EMPTY.with("bins", Json.of(points))));
  }

  private static String verdict(double tooSure) {
    if (Math.abs(tooSure) < 0.01) {
      return "about as sure as it may be";
    }
    return tooSure > 0 ? "it is too sure of itself" : "it could be surer of itself";
  }
}
