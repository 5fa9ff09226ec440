package dev.fovea.report;

import dev.fovea.model.Json;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What the scripts of a page read. */
final class PageData {

  private PageData() {}

  /** As the text of a script element, which nothing inside can end. */
  static String json(Json value) {
    return value.compact().replace("<", "\\u003c");
  }

  static Json.Arr strings(List<String> values) {
    return Json.of(values.stream().map(Json::of).toList());
  }

  static Json.Arr ints(int... values) {
    return Json.of(IntStream.of(values).mapToObj(Json::of).toList());
  }

  /** What is no finite number becomes null: a gap. */
  static Json.Arr numbers(DoubleStream values) {
    DoubleFunction<Json> number =
        value -> Double.isFinite(value) ? Json.of(value) : new Json.Null();
    return Json.of(values.mapToObj(number).toList());
  }
}
