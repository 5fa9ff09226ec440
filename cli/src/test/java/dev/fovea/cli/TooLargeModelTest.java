package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Preparation;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.model.ModelFile;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file whose network needs more than the 2 GB of memory that the tests have. */
class TooLargeModelTest {

  @TempDir private Path folder;

  @Test
  void isBadInput() throws IOException {
    Network network =
        Network.of(
            "wide",
            new Shape(1, 6000, 6000),
            new Conv2d(1, 1),
            AdaptiveAvgPool2d.global(),
            new Flatten(),
            new Dense(2));
    float[] numbers = new float[(int) network.numberCount()];
    Path file = folder.resolve("wide.safetensors");
    List<String> classes = List.of("a", "b");
    ModelFile.write(new Model(network, numbers, classes, Scaling.UNIT, Preparation.RESIZE), file);
    assertThat(Files.size(file)).isLessThan(2_000);
    Path picture = folder.resolve("picture.png");
    ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY), "png", picture.toFile());
    Run run = Run.of("predict", file.toString(), picture.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("fovea: one image of wide needs 2.4 GB of memory, but at most ")
        .endsWith(": choose a smaller network, or give Java more with -Xmx\n")
        .hasLineCount(1);
  }
}
