package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cli.PixelText.Colours;
import dev.fovea.model.Evaluation;
import dev.fovea.net.Shape;
import dev.fovea.recipe.Passes;
import dev.fovea.report.picture.Rasters;
import dev.fovea.train.EpochResult;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a terminal shows: the bar of an epoch, and images in gray. */
class TerminalTest {

  @Test
  void theBarIsRedrawnAndThenReplacedByTheResult() {
    StringWriter text = new StringWriter();
    TerminalProgress progress = new TerminalProgress(new PrintWriter(text), Passes.USUAL, 60_000);
    progress.batch(1, 1, 938, 2.25);
    Evaluation test = new Evaluation(0.12345, 9_635, 10_000);
    EpochResult result =
        new EpochResult(1, 0.5, 0.86, Optional.empty(), Optional.of(test), 0.01, 45_123, 1.4);
    progress.epoch(result, null);
    String[] drawn = text.toString().split("\r");
    assertThat(drawn[1]).startsWith("\u001b[K 1/10 ").contains("loss 2.2500", "images/s", " left");
    assertThat(drawn[2])
        .startsWith("\u001b[K 1/10  loss 0.5000  test 96.35 % [9635/10000], loss 0.1235")
        .contains("45,123 images/s")
        .endsWith(System.lineSeparator());
    assertThat(drawn[1].length() - 3).isLessThanOrEqualTo(80);
    assertThat(drawn[2].strip().length() - 3).isLessThanOrEqualTo(80);
  }

  private static List<String> lines(byte[] image, Colours colours, Charset charset) {
    BufferedImage picture = Rasters.image(new Shape(1, 2, 2), image);
    return new PixelText(colours, charset).lines(picture, 80);
  }

  @Test
  void aTerminalWithColoursShowsTwoRowsOfGrayInALine() {
    byte[] image = {(byte) 255, 0, 0, (byte) 255};
    assertThat(lines(image, Colours.PALETTE, StandardCharsets.UTF_8))
        .containsExactly("\u001b[38;5;255;48;5;232m\u2580\u001b[38;5;232;48;5;255m\u2580\u001b[0m");
  }

  @Test
  void elsewhereCharactersAreDarkerOrLighter() {
    byte[] image = {(byte) 255, 0, (byte) 255, 0};
    assertThat(lines(image, Colours.NONE, StandardCharsets.UTF_8)).containsExactly("@");
    assertThat(lines(image, Colours.ALL, StandardCharsets.US_ASCII)).containsExactly("@");
  }

  @Test
  void coloursAreThoseOfTheTerminal() {
    byte[] image = {(byte) 255, 0, 95, (byte) 135, 0, 0};
    BufferedImage picture = Rasters.image(new Shape(3, 2, 1), image);
    assertThat(new PixelText(Colours.PALETTE, StandardCharsets.UTF_8).lines(picture, 80))
        .containsExactly(
            "\u001b[38;5;%d;48;5;%dm\u2580\u001b[0m".formatted(16 + 36 * 5 + 6, 16 + 12));
    assertThat(new PixelText(Colours.ALL, StandardCharsets.UTF_8).lines(picture, 80))
        .containsExactly("\u001b[38;2;255;95;0;48;2;0;135;0m\u2580\u001b[0m");
    assertThat(Colours.of(true, Map.of("COLORTERM", "truecolor"))).isEqualTo(Colours.ALL);
    assertThat(Colours.of(true, Map.of())).isEqualTo(Colours.PALETTE);
    assertThat(Colours.of(false, Map.of("COLORTERM", "24bit"))).isEqualTo(Colours.NONE);
  }

  @Test
  void picturesWiderThanTheTerminalAreReduced() {
    BufferedImage wide = Rasters.image(new Shape(1, 100, 300), new byte[30_000]);
    PixelText text = new PixelText(Colours.NONE, StandardCharsets.UTF_8);
    assertThat(text.lines(wide, 60)).hasSize(10);
    assertThat(text.lines(wide, 60, 5)).hasSize(5);
    assertThat(text.lines(wide, 600)).hasSize(50);
  }
}
