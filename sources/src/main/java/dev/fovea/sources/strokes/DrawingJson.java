package dev.fovea.sources.strokes;

import dev.fovea.data.InputException;
import dev.fovea.model.Json;
import dev.fovea.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One line of a file of simplified drawings: an object with {@code word}, {@code recognized} (true
 * where it is missing) and {@code drawing}, a list of strokes that are {@code [[x...], [y...]]}.
 * Other fields are passed over. Errors say what is wrong, not in which line: the caller knows that.
 */
final class DrawingJson {

  /** Google's own files stay below a tenth of it. */
  static final int MAX_POINTS = 10_000;

  private DrawingJson() {}

  static Drawing parse(byte[] line) {
    if (!(json(line) instanceof Json.Obj drawing)) {
      throw new InputException("it is no object in braces");
    }
    return new Drawing(word(drawing), recognised(drawing), strokes(drawing));
  }

  private static Json json(byte[] line) {
    try {
      return Json.parse(line);
    } catch (InputException e) {
      // To the parser the line is the whole text.
      String reason = e.getMessage().replaceFirst("^line 1, ", "");
      throw new InputException("it is no JSON (%s)".formatted(reason), e);
    }
  }

  private static String word(Json.Obj drawing) {
    if (drawing.fields().get("word") instanceof Json.Str(String word)) {
      return Names.require(word, "the word");
    }
    throw new InputException("it has no \"word\" that says what is drawn");
  }

  private static boolean recognised(Json.Obj drawing) {
    return switch (drawing.fields().get("recognized")) {
      case Json.Bool(boolean value) -> value;
      case null -> true;
      default -> throw new InputException("its \"recognized\" is neither true nor false");
    };
  }

  private static List<Drawing.Stroke> strokes(Json.Obj drawing) {
    if (!(drawing.fields().get("drawing") instanceof Json.Arr(List<Json> items))) {
      throw new InputException("it has no \"drawing\" with a list of strokes");
    }
    if (items.isEmpty()) {
      throw new InputException("its drawing has no strokes");
    }
    List<Drawing.Stroke> strokes = new ArrayList<>();
    int points = 0;
    for (int i = 0; i < items.size(); i++) {
      Drawing.Stroke stroke = stroke(items.get(i), i + 1);
      points += stroke.x().length;
      if (points > MAX_POINTS) {
        throw new InputException("its drawing has more than %d points".formatted(MAX_POINTS));
      }
      strokes.add(stroke);
    }
    return strokes;
  }

  private static Drawing.Stroke stroke(Json json, int number) {
    List<Json> axes = json instanceof Json.Arr(List<Json> items) ? items : List.of();
    if (axes.size() == 3) {
      throw new InputException(
          "stroke %d has times as in the raw drawings: the simplified ones are wanted"
              .formatted(number));
    }
    if (axes.size() != 2
        || !(axes.get(0) instanceof Json.Arr(List<Json> x))
        || !(axes.get(1) instanceof Json.Arr(List<Json> y))) {
      throw new InputException("stroke %d is not [[x...], [y...]]".formatted(number));
    }
    if (x.size() != y.size()) {
      throw new InputException("stroke %d has %d x but %d y".formatted(number, x.size(), y.size()));
    }
    if (x.isEmpty()) {
      throw new InputException("stroke %d has no points".formatted(number));
    }
    return new Drawing.Stroke(coordinates(x, number), coordinates(y, number));
  }

  private static float[] coordinates(List<Json> numbers, int stroke) {
    float[] coordinates = new float[numbers.size()];
    for (int i = 0; i < coordinates.length; i++) {
      if (!(numbers.get(i) instanceof Json.Num number)) {
        throw new InputException(
            "point %d of stroke %d has a coordinate that is no number".formatted(i + 1, stroke));
      }
      OptionalDouble value = number.real();
      if (value.isEmpty() || value.getAsDouble() < 0 || value.getAsDouble() > Drawing.EXTENT) {
        throw new InputException(
            "point %d of stroke %d has a coordinate of %s, but simplified drawings lie within 0 to %d"
                .formatted(i + 1, stroke, Names.quote(number.text()), Drawing.EXTENT));
      }
      coordinates[i] = (float) value.getAsDouble();
    }
    return coordinates;
  }
}
