package dev.fovea.model;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON texts: the same value always gives the same characters. */
final class JsonWriter {

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  static String write(Json json, boolean indented) {
    JsonWriter writer = new JsonWriter(indented);
    writer.value(json, 0);
    return writer.out.toString();
  }

  private void value(Json json, int depth) {
    switch (json) {
      case Json.Obj(Map<String, Json> fields) -> object(fields, inside(depth));
      case Json.Arr(List<Json> items) -> array(items, inside(depth));
      case Json.Str(String value) -> string(value);
      case Json.Num(String text) -> out.append(text);
      case Json.Bool(boolean value) -> out.append(value);
      case Json.Null() -> out.append("null");
    }
  }

  private static int inside(int depth) {
    if (depth == Json.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "more than %d levels of JSON inside each other".formatted(Json.MAX_DEPTH));
    }
    return depth + 1;
  }

  private void object(Map<String, Json> fields, int depth) {
    out.append('{');
    Iterator<Map.Entry<String, Json>> all = fields.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Json> field = all.next();
      newLine(depth);
      string(field.getKey());
      out.append(indented ? ": " : ":");
      value(field.getValue(), depth);
      if (all.hasNext()) {
        out.append(',');
      }
    }
    if (!fields.isEmpty()) {
      newLine(depth - 1);
    }
    out.append('}');
  }

  private void array(List<Json> items, int depth) {
    boolean lines = indented && items.stream().anyMatch(JsonWriter::isNested);
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(indented && !lines ? ", " : ",");
      }
      if (lines) {
        newLine(depth);
      }
      value(items.get(i), depth);
    }
    if (lines) {
      newLine(depth - 1);
    }
    out.append(']');
  }

  private static boolean isNested(Json json) {
    return json instanceof Json.Obj || json instanceof Json.Arr;
  }

  private void newLine(int depth) {
    if (indented) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
