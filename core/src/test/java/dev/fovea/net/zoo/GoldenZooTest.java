package dev.fovea.net.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import dev.fovea.net.Summary;
import dev.fovea.net.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer of every network against the same network in PyTorch: names, output shapes,
 * parameters, multiply-adds, and the names and sizes of all tensors ({@code zoo.py}).
 */
class GoldenZooTest {

  private static List<String> lines;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = GoldenZooTest.class.getResourceAsStream("/dev/fovea/golden/zoo.csv")) {
      lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
    }
  }

  static List<Network> networks() {
    return Zoo.all();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void eachLayerIsPyTorchs(Network network) {
    List<String> expected =
        lines.stream().filter(line -> line.startsWith(network.name() + ",")).toList();
    assertThat(lines(network)).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void thereAreNoOthers() {
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(','))).distinct())
        .containsExactlyElementsOf(networks().stream().map(Network::name).toList());
  }

  /** As the script writes them. */
  private static List<String> lines(Network network) {
    List<Tensor> tensors = network.tensors();
    List<String> lines = new ArrayList<>();
    boolean flat = false;
    for (Summary.Row row : Summary.of(network).rows()) {
      flat |= row.layer().equals("Flatten");
      String prefix = row.name() + ".";
      String own =
          tensors.stream()
              .filter(t -> t.name().startsWith(prefix))
              .map(t -> t.name().substring(prefix.length()) + "=" + text(t.dims()))
              .collect(Collectors.joining(" "));
      Shape out = row.output();
      List<Integer> dims =
          flat ? List.of(out.size()) : List.of(out.channels(), out.height(), out.width());
      lines.add(
          "%s,%s,%s,%d,%d,%s"
              .formatted(
                  network.name(),
                  row.name(),
                  text(dims),
                  row.parameters(),
                  row.multiplyAdds(),
                  own));
    }
    return lines;
  }

  private static String text(List<Integer> dims) {
    return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
