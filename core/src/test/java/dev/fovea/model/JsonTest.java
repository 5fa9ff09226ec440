package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValue() {
    Json json =
        Json.parse(" { \"a\" : [ 1 , -2.5e3, true,false , null ], \"b\":{}, \"\":\"x\" }\n");

    assertThat(json)
        .isEqualTo(
            new Json.Obj(
                Map.of(
                    "a",
                    Json.of(
                        List.of(
                            Json.of(1),
                            new Json.Num("-2.5e3"),
                            Json.of(true),
                            Json.of(false),
                            new Json.Null())),
                    "b",
                    Json.Obj.EMPTY,
                    "",
                    Json.of("x"))));
  }

  @Test
  void keepsTheOrderOfKeys() {
    String text = "{\"z\":1,\"a\":2,\"m\":3}";

    assertThat(Json.parse(text).compact()).isEqualTo(text);
    assertThat(Json.Obj.EMPTY.with("b", Json.of(1)).with("a", Json.of(2)).with("b", Json.of(3)))
        .extracting(Json::compact)
        .isEqualTo("{\"b\":3,\"a\":2}");
  }

  @Test
  void readsAndWritesEscapes() {
    String text = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u00e4\\uD83D\\uDE00\u20ac\"";
    String value = "\"\\/\b\f\n\r\t\u0001\u00e4\ud83d\ude00\u20ac";

    assertThat(Json.parse(text)).isEqualTo(Json.of(value));
    assertThat(Json.of(value).compact())
        .isEqualTo("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0001\u00e4\ud83d\ude00\u20ac\"");
    assertThat(Json.parse(Json.of(value).bytes())).isEqualTo(Json.of(value));
  }

  @Test
  void indentsForPeople() {
    Json json = Json.parse("{\"a\":[1,2],\"b\":[{\"c\":null},[]],\"d\":{},\"e\":[]}");

    assertThat(json.indented())
        .isEqualTo(
            """
            {
              "a": [1, 2],
              "b": [
                {
                  "c": null
                },
                []
              ],
              "d": {},
              "e": []
            }\
            """);
    assertThat(Json.parse(json.indented())).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "0.1307, 0.1307",
    "-2.5, -2.5",
    "1e-5, 0.00001",
    "1e-7, 1E-7",
    "123456789012345, 123456789012345",
    "1e15, 1E+15",
    "1.5e300, 1.5E+300",
    "4.9e-324, 4.9E-324",
    "1.7976931348623157e308, 1.7976931348623157E+308"
  })
  void writesTheShortestDecimals(double value, String text) {
    assertThat(Json.of(value).compact()).isEqualTo(text);
  }

  @Test
  void readsBackEveryDouble() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Json.Num read = (Json.Num) Json.parse(Json.of(value).compact());
        assertThat(Double.doubleToRawLongBits(read.real().getAsDouble()))
            .isEqualTo(Double.doubleToRawLongBits(value));
      }
    }
  }

  @Test
  void keepsLongsExactly() {
    for (long value : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1}) {
      assertThat(((Json.Num) Json.parse(Json.of(value).compact())).whole()).hasValue(value);
    }
    assertThat(new Json.Num("9223372036854775808").whole()).isEmpty();
    assertThat(new Json.Num("1.0").whole()).isEmpty();
    assertThat(new Json.Num("1e2").whole()).isEmpty();
    assertThat(new Json.Num("1e999").real()).isEmpty();
    assertThat(new Json.Num("1e2").real()).hasValue(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|line 1, column 1: a value is expected, not the end of the text",
        "[1,]|line 1, column 4: a value is expected, not \"]\"",
        "[1 2]|line 1, column 4: a comma or ] is expected, not \"2\"",
        "{\"a\" 1}|line 1, column 6: a colon is expected, not \"1\"",
        "{\"a\":1,}|line 1, column 8: a key in quotes is expected, not \"}\"",
        "{a:1}|line 1, column 2: a key in quotes is expected, not \"a\"",
        "{\"a\":1 \"b\":2}|line 1, column 8: a comma or } is expected, not \"\"\"",
        "{\"a\":1,\"b\":2,\"a\":3}|line 1, column 14: the key \"a\" stands twice",
        "1 2|line 1, column 3: the end is expected, not \"2\"",
        "01|line 1, column 2: the end is expected, not \"1\"",
        "1.|line 1, column 2: the end is expected, not \".\"",
        "1e+|line 1, column 2: the end is expected, not \"e\"",
        "+1|line 1, column 1: a value is expected, not \"+\"",
        ".5|line 1, column 1: a value is expected, not \".\"",
        "-|line 1, column 1: a value is expected, not \"-\"",
        "NaN|line 1, column 1: a value is expected, not \"N\"",
        "nul|line 1, column 1: a value is expected, not \"n\"",
        "'a'|line 1, column 1: a value is expected, not \"'\"",
        "\"a|line 1, column 1: a string without end",
        "\"\\|line 1, column 3: one of \"\\/bfnrtu is expected, not the end of the text",
        "\"\\x\"|line 1, column 3: one of \"\\/bfnrtu is expected, not \"x\"",
        "\"\\u12g4\"|line 1, column 6: four hexadecimal digits is expected, not \"g\"",
        "\"\\u12|line 1, column 6: four hexadecimal digits is expected, not the end of the text",
        "\"\\ud800\"|line 1, column 1: a string with half a surrogate pair",
        "\"\\ude00\\ud83d\"|line 1, column 1: a string with half a surrogate pair",
        "{\"%d%s\":1,\"%d%s\":2}|line 1, column 11: the key \"%d%s\" stands twice",
      })
  void saysWhereATextIsNoJson(String text, String message) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }

  @Test
  void countsLinesAndShowsOddCharactersAsEscapes() {
    assertThatThrownBy(() -> Json.parse("{\n  \"a\": 1,\n  \u0007}"))
        .hasMessage("line 3, column 3: a key in quotes is expected, not \"\\u0007\"");
    assertThatThrownBy(() -> Json.parse("\"a\nb\""))
        .hasMessage("line 1, column 3: a control character in a string, to be written as \\u000a");
    assertThatThrownBy(() -> Json.parse("\uFEFF{}"))
        .hasMessage("it begins with a byte order mark, which JSON does not allow");
    assertThatThrownBy(() -> Json.parse("[\u00a01]")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Json.parse("[\u0661]")).isInstanceOf(InputException.class);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', 'a', (byte) 0xff, '"'}))
        .isInstanceOf(InputException.class)
        .hasMessage("byte 2 is no UTF-8");
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xc3}))
        .isInstanceOf(InputException.class);
    assertThat(Json.parse("\"\ufffd\"".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Json.of("\ufffd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void limitsDepth(String open) {
    String close = open.equals("[") ? "]" : "}";
    int most = Json.MAX_DEPTH;
    Json deepest = Json.parse(open.repeat(most - 1) + "[]" + close.repeat(most - 1));
    assertThat(Json.parse(deepest.compact())).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.of(List.of(deepest)).compact())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 64 levels of JSON inside each other");

    assertThatThrownBy(() -> Json.parse(open.repeat(100_000)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 64 levels inside each other");
  }

  @Test
  void limitsTheNumberOfValues() {
    assertThatThrownBy(() -> Json.parse("[" + "0,".repeat(Json.MAX_VALUES) + "0]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than 1000000 values");
  }

  @Test
  void cannotHoldWhatCannotBeWritten() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Json.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : List.of("", " 1", "1 ", "0x1", "1f", "Infinity", "--1", "\u0661")) {
      assertThatThrownBy(() -> new Json.Num(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no number of JSON");
    }
    assertThatThrownBy(() -> Json.of("a\ud800")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.Obj.EMPTY.with("\udc00", Json.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
