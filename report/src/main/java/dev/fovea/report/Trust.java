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
    String words =
        "On average its confidence is %s away from how often it is right (expected calibration error); at worst %s, among the images of one row of the table."
            .formatted(
                Texts.percent(calibration.expectedError()),
                Texts.percent(calibration.largestError()));
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
}
