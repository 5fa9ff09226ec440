package dev.fovea.sources.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real files, as they lie. The sums of pixels are NumPy's. */
@Tag("shared-data")
class SharedDataTest {

  private static final Path DATA = Path.of("../../shared/data");

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheData() {
    assumeTrue(Files.isDirectory(DATA), "the folder ../shared/data is not beside the repository");
  }

  @Test
  void readsFashionMnist() {
    assertFashion(load("fashion-mnist", QuickDrawOptions.DEFAULT));
  }

  @Test
  void copiesFashionMnistPackedAnewFromAFolder() {
    Shelf shelf = shelf(Map.of("FOVEA_MIRROR", DATA.toString())).withCache(new Cache(folder));
    List<String> files = new ArrayList<>();

    Found found =
        shelf.load(
            "fashion-mnist",
            QuickDrawOptions.DEFAULT,
            (name, bytes, total) -> {
              if (bytes == total) {
                files.add(name);
              }
            });

    assertFashion(found);
    assertThat(files).hasSize(4);
    assertThat(folder.resolve("fashion-mnist").resolve("train-images-idx3-ubyte.gz")).exists();
  }

  @Test
  void readsTheFirstDrawingsOfQuickDraw() {
    QuickDrawOptions options =
        new QuickDrawOptions(List.of("airplane", "alarm clock", "rainbow"), 6000, 1.0 / 7, 1);

    Found found = load("quickdraw", options);

    Images test = found.test().orElseThrow();
    assertThat(counts(found.training())).containsExactly(3428, 3428, 3428);
    assertThat(counts(test)).containsExactly(571, 571, 571);
    long[] sums = sums(found.training());
    long[] testSums = sums(test);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += testSums[i];
    }
    assertThat(sums).containsExactly(127_227_723, 160_528_729, 101_009_786);
    assertThat(found.remarks()).hasSize(3).allMatch(remark -> remark.contains("has only 3999"));
  }

  @Test
  void readsAPartOfCifar10() {
    Found found = load("cifar-10", QuickDrawOptions.DEFAULT);

    Images test = found.test().orElseThrow();
    assertThat(found.training().size()).isEqualTo(10_000);
    assertThat(test.size()).isEqualTo(10_000);
    assertThat(counts(test)).containsOnly(1000);
    assertThat(sum(found.training())).isEqualTo(3_704_945_607L);
    assertThat(sum(test)).isEqualTo(3_732_740_007L);
    assertThat(found.remarks()).singleElement().asString().contains("is not complete");
  }

  private static void assertFashion(Found found) {
    Images test = found.test().orElseThrow();
    assertThat(counts(found.training())).hasSize(10).containsOnly(6000);
    assertThat(counts(test)).hasSize(10).containsOnly(1000);
    assertThat(sum(found.training())).isEqualTo(3_431_114_169L);
    assertThat(sum(test)).isEqualTo(573_469_082);
    assertThat(found.training().classes().get(found.training().labels().orElseThrow()[0]))
        .isEqualTo("Ankle boot");
  }

  private static Found load(String name, QuickDrawOptions options) {
    return shelf(Map.of("FOVEA_CACHE", DATA.toString())).load(name, options, Progress.SILENT);
  }

  /** Never the network: where a file is not found, that is a failure within a moment. */
  private static Shelf shelf(Map<String, String> environment) {
    Patience patience =
        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(5), 1, Duration.ofMillis(1));
    return new Shelf(
        Cache.of(environment, Path.of("nowhere")),
        List.of(),
        Mirror.of(Map.of("FOVEA_MIRROR", DATA.toString())),
        new Downloads(patience));
  }

  private static int[] counts(Images images) {
    int[] counts = new int[images.classes().size()];
    for (int label : images.labels().orElseThrow()) {
      counts[label]++;
    }
    return counts;
  }

  private static long[] sums(Images images) {
    long[] sums = new long[images.classes().size()];
    int size = images.channels() * images.height() * images.width();
    int[] labels = images.labels().orElseThrow();
    for (int i = 0; i < images.pixels().length; i++) {
      sums[labels[i / size]] += Byte.toUnsignedInt(images.pixels()[i]);
    }
    return sums;
  }

  private static long sum(Images images) {
    long sum = 0;
    for (long one : sums(images)) {
      sum += one;
    }
    return sum;
  }
}
