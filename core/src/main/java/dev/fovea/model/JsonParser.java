package dev.fovea.model;

import dev.fovea.data.InputException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text by recursive descent, once from left to right. Whatever RFC 8259 leaves open is
 * refused: it would mean one thing here and another elsewhere.
 */
final class JsonParser {

  private final String text;
  private int at;
  private int values;

  JsonParser(String text) {
    this.text = text;
  }

  /** Strict UTF-8: a replaced character would hide damage. */
  static String decode(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    // Only where something may have been replaced, the slower decoder is asked, which tells.
    if (text.indexOf('\uFFFD') >= 0) {
      ByteBuffer in = ByteBuffer.wrap(utf8);
      CharBuffer out = CharBuffer.allocate(utf8.length);
      if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
        throw new InputException("byte %d is no UTF-8".formatted(in.position()));
      }
    }
    return text;
  }

  /** The one value that the text holds. */
  Json document() {
    if (text.startsWith("\uFEFF")) {
      throw new InputException("it begins with a byte order mark, which JSON does not allow");
    }
    Json value = value(0);
    space();
    if (at < text.length()) {
      throw expected("the end");
    }
    return value;
  }

  private Json value(int depth) {
    space();
    if (++values > Json.MAX_VALUES) {
      throw error("more than %d values".formatted(Json.MAX_VALUES));
    }
    return switch (peek()) {
      case '{' -> object(inside(depth));
      case '[' -> array(inside(depth));
      case '"' -> new Json.Str(string());
      case 't' -> word("true", Json.of(true));
      case 'f' -> word("false", Json.of(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  private int inside(int depth) {
    if (depth == Json.MAX_DEPTH) {
      throw error("more than %d levels inside each other".formatted(Json.MAX_DEPTH));
    }
    return depth + 1;
  }

  private Json object(int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return Json.Obj.EMPTY;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw expected("a key in quotes");
      }
      int start = at;
      String key = string();
      if (fields.containsKey(key)) {
        at = start;
        throw error("the key %s stands twice".formatted(Names.quote(key)));
      }
      space();
      if (peek() != ':') {
        throw expected("a colon");
      }
      at++;
      fields.put(key, value(depth));
      if (last('}', "a comma or }")) {
        return new Json.Obj(fields);
      }
    }
  }

  private Json array(int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth));
      if (last(']', "a comma or ]")) {
        return new Json.Arr(items);
      }
    }
  }

  /** Reads what follows an item: {@code close} ends the list, a comma goes on. */
  private boolean last(char close, String wanted) {
    space();
    char c = peek();
    if (c != close && c != ',') {
      throw expected(wanted);
    }
    at++;
    return c == close;
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw expected("a value");
    }
    at += word.length();
    return value;
  }

  private Json number() {
    int end = JsonNumbers.end(text, at);
    if (end < 0) {
      throw expected("a value");
    }
    Json.Num number = new Json.Num(text.substring(at, end));
    at = end;
    return number;
  }

  private String string() {
    int start = at++;
    skipPlain();
    String value = text.substring(start + 1, at);
    if (peek() != '"') {
      value = escaped(start, value);
    }
    at++;
    if (!Names.isUnicode(value)) {
      at = start;
      throw error("a string with half a surrogate pair");
    }
    return value;
  }

  /** Goes on with a string up to its closing quote, having read {@code begin}. */
  private String escaped(int start, String begin) {
    StringBuilder out = new StringBuilder(begin);
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '"' -> {
          return out.toString();
        }
        case '\\' -> out.append(escape());
        default ->
            throw error(
                "a control character in a string, to be written as \\u%04x".formatted((int) c));
      }
      int plain = at;
      skipPlain();
      out.append(text, plain, at);
    }
    at = start;
    throw error("a string without end");
  }

  /** Passes over characters that stand for themselves. */
  private void skipPlain() {
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && c >= ' ';
  }

  private char escape() {
    at++;
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int end = at + 4; at < end; at++) {
          int digit = hex(peek());
          if (digit < 0) {
            throw expected("four hexadecimal digits");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> {
        at--;
        throw expected("one of \"\\/bfnrtu");
      }
    };
  }

  /** Unlike {@link Character#digit}, for ASCII alone. */
  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private void space() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /** The next character; 0 at the end, which no grammar rule takes. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private InputException expected(String what) {
    String found =
        at < text.length() ? Names.quote(text.substring(at, at + 1)) : "the end of the text";
    return error("%s is expected, not %s".formatted(what, found));
  }

  private InputException error(String what) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new InputException("line %d, column %d: %s".formatted(line, at - start + 1, what));
  }
}
