package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameOrderTest {

  @Test
  void numbersComeFirstAndByTheirValue() {
    List<String> ordered =
        List.of("-3", "0", "01", "1", "2", "10", "99999999999999999999", "1a", "Zebra", "ape", "b");
    List<String> names = new ArrayList<>(ordered);
    Collections.reverse(names);
    names.sort(new NameOrder());
    assertThat(names).isEqualTo(ordered);
  }
}
