package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final List<SideBySide.Row> ROWS =
      List.of(
          new SideBySide.Row("speed", List.of("1,000", "20", "")),
          new SideBySide.Row("loss", List.of("0.1", "0.25", "3")));

  @Test
  void aColumnForEach() {
    assertThat(SideBySide.lines(List.of("a", "bb", "c"), ROWS, 80))
        .containsExactly("       a      bb    c", "speed  1,000  20", "loss   0.1    0.25  3");
  }

  @Test
  void inPartsWhereTheTerminalIsNarrow() {
    assertThat(SideBySide.lines(List.of("a", "bb", "c"), ROWS, 18))
        .containsExactly(
            "       a      bb",
            "speed  1,000  20",
            "loss   0.1    0.25",
            "",
            "       c",
            "speed",
            "loss   3");
    assertThat(SideBySide.lines(List.of("a", "bb", "c"), ROWS, 1)).hasSize(11);
  }

  @Test
  void whatWouldSteerATerminalIsNotPrinted() {
    List<String> lines =
        SideBySide.lines(
            List.of("a"),
            List.of(new SideBySide.Row("x", List.of("\u001b[31mred\n" + "y".repeat(50)))),
            80);
    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    assertThat(lines.getLast()).startsWith("x  ?[31mred?yyy").endsWith("yyy...").hasSize(43);
  }
}
