package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.net.Add;
import dev.fovea.net.NetworkBuilder;
import dev.fovea.net.Node;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadersTest {

  @Test
  void aValueIsDoneWithAfterItsLastReader() {
    NetworkBuilder net = new NetworkBuilder("residual", new Shape(1, 2, 2));
    int a = net.add(new Relu(), Node.IMAGE);
    int b = net.add(new Relu(), a);
    int sum = net.add(new Add(), a, b);
    net.add(new Add(), sum, sum);
    assertThat(Readers.last(net.build()))
        .containsExactly(List.of(), List.of(), List.of(a, b), List.of(sum));
  }
}
