package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void wordsLeftNumbersRight() {
    assertThat(
            TextTable.render(
                List.of(
                    List.of("side", "images/s"), List.of("fovea", "148,000"), List.of("a", ""))))
        .isEqualTo(
            """
            | side  | images/s |
            |-------|---------:|
            | fovea |  148,000 |
            | a     |          |
            """);
  }
}
