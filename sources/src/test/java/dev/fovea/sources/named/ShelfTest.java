package dev.fovea.sources.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets that are found as they lie, and the variables that say where. */
class ShelfTest {

  private static final Path HOME = Path.of("/home/somebody");

  @TempDir private Path folder;

  @Test
  void theCacheIsWhereTheVariablesSay() {
    assertThat(Cache.of(Map.of(), HOME).folder()).isEqualTo(HOME.resolve(".cache/fovea"));
    assertThat(Cache.of(Map.of("XDG_CACHE_HOME", "/x"), HOME).folder())
        .isEqualTo(Path.of("/x/fovea"));
    assertThat(Cache.of(Map.of("XDG_CACHE_HOME", "relative"), HOME).folder())
        .isEqualTo(HOME.resolve(".cache/fovea"));
    assertThat(Cache.of(Map.of("XDG_CACHE_HOME", "/x", "FOVEA_CACHE", "y"), HOME).folder())
        .isEqualTo(Path.of("y"));
    assertThat(Cache.of(Map.of("FOVEA_CACHE", ""), HOME).folder())
        .isEqualTo(HOME.resolve(".cache/fovea"));
  }

  @Test
  void aMirrorIsAUrlOrAFolder() {
    RemoteFile file = Catalogue.find("kmnist").files().getFirst();
    assertThat(Mirror.of(Map.of())).isEmpty();
    assertThat(places("https://m.example/sets", file))
        .containsExactly(
            "https://m.example/sets/kmnist/train-images-idx3-ubyte.gz",
            "https://m.example/sets/train-images-idx3-ubyte.gz");
    assertThat(places("/a b", file)).first().asString().endsWith("/a%20b/kmnist/" + file.name());
    assertThatThrownBy(() -> Mirror.of(Map.of("FOVEA_MIRROR", "ftp://m.example/")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "FOVEA_MIRROR=ftp://m.example/ is no URL that can be used:"
                + " give an http, https or file URL or a folder");
    assertThatThrownBy(() -> Mirror.of(Map.of("FOVEA_MIRROR", "https://a b")))
        .isInstanceOf(InputException.class);
  }

  @Test
  void theCatalogueIsWhole() {
    assertThat(Catalogue.all())
        .extracting(NamedSet::name)
        .containsExactly(
            "mnist", "fashion-mnist", "quickdraw", "cifar-10", "kmnist", "emnist-letters");
    for (NamedSet set : Catalogue.all()) {
      assertThat(set.title()).isNotBlank();
      assertThat(set.licence()).isNotBlank();
      for (RemoteFile file : set.files()) {
        assertThat(file.mirrors()).hasSizeGreaterThan(1).allMatch(Transfer::usable);
        assertThat(file.sums())
            .isNotEmpty()
            .allSatisfy(
                sum ->
                    assertThat(
                            switch (sum) {
                              case Checksum.OfFile(String hex) -> hex;
                              case Checksum.OfContent(String hex, long _) -> hex;
                            })
                        .matches("[0-9a-f]{64}"));
      }
    }
    assertThat(Catalogue.find("CIFAR-10").downloadBytes()).isEqualTo(170_052_171);
    assertThatThrownBy(() -> Catalogue.find("imagenet"))
        .hasMessage(
            "there is no data set named imagenet: take one of mnist, fashion-mnist, quickdraw,"
                + " cifar-10, kmnist, emnist-letters");
  }

  @Test
  void readsCifarFromItsArchive() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    // Neither in order nor alone, as in the published one.
    for (int batch : List.of(1, 3, 2, 5, 4)) {
      files.put("cifar-10-batches-bin/data_batch_%d.bin".formatted(batch), batch(batch, 2));
      files.put("cifar-10-batches-bin/other" + batch, new byte[700]);
      files.put("../data_batch_%d.bin".formatted(batch), batch(9, 1));
    }
    files.put("cifar-10-batches-bin/test_batch.bin", batch(7, 1));
    put("cifar-10/cifar-10-binary.tar.gz", Packed.gzip(Packed.tar(files)));

    Found found = load("cifar-10");

    Images training = found.training();
    assertThat(training.labels().orElseThrow()).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
    assertThat(training.channels()).isEqualTo(3);
    assertThat(training.height()).isEqualTo(32);
    assertThat(training.size()).isEqualTo(10);
    assertThat(Arrays.copyOfRange(training.pixels(), 4 * 3072, 5 * 3072))
        .isEqualTo(Arrays.copyOfRange(batch(3, 1), 1, 3073));
    assertThat(found.test().orElseThrow().labels().orElseThrow()).containsExactly(7);
    assertThat(found.remarks()).isEmpty();
    assertThat(state("cifar-10").state()).isEqualTo(Presence.State.PRESENT);
  }

  @Test
  void readsAnIncompleteCifarAndSaysSo() throws IOException {
    put("cifar-10/cifar-10-batches-bin/data_batch_2.bin", batch(2, 3));

    Found found = load("cifar-10");

    assertThat(found.training().size()).isEqualTo(3);
    assertThat(found.test()).isEmpty();
    assertThat(found.remarks()).hasSize(1);
    assertThat(found.remarks().getFirst()).contains("only data_batch_2.bin are there");
    assertThat(state("cifar-10").state()).isEqualTo(Presence.State.PARTLY);
  }

  @Test
  void saysWhatIsWrongWithACifar() throws IOException {
    put("cifar-10/data_batch_1.bin", new byte[3074]);
    assertThatThrownBy(() -> load("cifar-10")).hasMessageContaining("not 1 to 10000 records");
    put("cifar-10/data_batch_1.bin", batch(10, 1));
    assertThatThrownBy(() -> load("cifar-10")).hasMessageContaining("the label 10");

    byte[] tar = Packed.tar(Map.of("cifar-10-batches-bin/test_batch.bin", batch(1, 1)));
    assertArchive(Packed.gzip(tar), "holds no data_batch_1.bin");
    assertArchive(Packed.gzip(Arrays.copyOf(tar, 1000)), "is cut off");
    assertArchive(Packed.gzip(new byte[] {1, 2, 3}), "holds no data_batch_1.bin");
    byte[] packed = Packed.gzip(tar);
    assertArchive(Arrays.copyOf(packed, packed.length / 2), "is cut off");
    assertArchive(new byte[] {1, 2, 3, 4}, "is damaged");
    tar[0] = 'x';
    assertArchive(Packed.gzip(tar), "the header of xifar-10-batches-bin/test_batch.bin is wrong");
  }

  @Test
  void turnsEmnistUprightAndCountsItsLabelsFromZero() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String part : List.of("train", "test")) {
      files.put(
          "gzip/emnist-letters-%s-images-idx3-ubyte.gz".formatted(part),
          Packed.gzip(idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 0x803, 2, 2, 2)));
      files.put(
          "gzip/emnist-letters-%s-labels-idx1-ubyte.gz".formatted(part),
          Packed.gzip(idx(new byte[] {1, 26}, 0x801, 2)));
    }
    put("emnist-letters/gzip.zip", Packed.zip(files));

    Images training = load("emnist-letters").training();

    assertThat(training.pixels()).containsExactly(1, 3, 2, 4, 5, 7, 6, 8);
    assertThat(training.labels().orElseThrow()).containsExactly(0, 25);
    assertThat(training.classes()).hasSize(26).startsWith("a").endsWith("z");

    Files.delete(folder.resolve("emnist-letters/gzip.zip"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      put("emnist/" + file.getKey(), file.getValue());
    }
    assertThat(load("emnist-letters").test().orElseThrow().pixels())
        .containsExactly(1, 3, 2, 4, 5, 7, 6, 8);

    put("emnist-letters/gzip.zip", new byte[100]);
    assertThatThrownBy(() -> load("emnist-letters")).hasMessageContaining("is no zip");
    put("emnist-letters/gzip.zip", Packed.zip(Map.of("a", new byte[3])));
    assertThatThrownBy(() -> load("emnist-letters"))
        .hasMessageContaining("does not hold gzip/emnist-letters-train-images-idx3-ubyte.gz");
  }

  @Test
  void findsIdxFilesInTheSystemsFolderToo() throws IOException {
    putIdx("system/kmnist/");
    Shelf shelf =
        new Shelf(
            new Cache(folder.resolve("none")),
            List.of(folder.resolve("system")),
            Optional.empty(),
            new Downloads(Patience.DEFAULT));
    NamedSet set = Catalogue.find("kmnist");
    assertThat(shelf.state(set).state()).isEqualTo(Presence.State.PRESENT);
    assertThat(shelf.state(set).bytes()).isEqualTo(56);

    Found found = shelf.load("kmnist", QuickDrawOptions.DEFAULT, Progress.SILENT);

    assertThat(found.training().pixels()).containsExactly(5, 6);
    assertThat(found.training().classes()).contains("tsu");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void namesAllFilesThatAreMissing() throws IOException {
    putIdx("fashion-mnist/");
    Files.delete(folder.resolve("fashion-mnist/train-images-idx3-ubyte"));
    Files.delete(folder.resolve("fashion-mnist/train-labels-idx1-ubyte"));
    assertThat(state("fashion-mnist").state()).isEqualTo(Presence.State.PARTLY);
    assertThat(state("kmnist").state()).isEqualTo(Presence.State.ABSENT);

    assertThatThrownBy(() -> load("fashion-mnist"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it does not exist")
        .hasMessageEndingWith(
            "or put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz into "
                + folder.resolve("fashion-mnist"));
  }

  @Test
  void hasMnistInside() {
    assertThat(state("mnist").state()).isEqualTo(Presence.State.PRESENT);
  }

  private void assertArchive(byte[] archive, String why) throws IOException {
    Files.deleteIfExists(folder.resolve("cifar-10/data_batch_1.bin"));
    put("cifar-10/cifar-10-binary.tar.gz", archive);
    assertThatThrownBy(() -> load("cifar-10"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why);
  }

  /** Without a network: an empty folder is the only mirror. */
  private Shelf shelf() {
    return new Shelf(
        new Cache(folder),
        List.of(),
        Mirror.of(Map.of("FOVEA_MIRROR", folder.resolve("no mirror").toString())),
        new Downloads(Patience.DEFAULT));
  }

  private Found load(String name) {
    return shelf().load(name, QuickDrawOptions.DEFAULT, Progress.SILENT);
  }

  private Presence state(String name) {
    return shelf().state(Catalogue.find(name));
  }

  private static List<String> places(String mirror, RemoteFile file) {
    return Mirror.of(Map.of("FOVEA_MIRROR", mirror)).orElseThrow().places("kmnist", file).stream()
        .map(Object::toString)
        .toList();
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** Four raw idx files of two images of a pixel each: 18 bytes, and 10 for the labels. */
  private void putIdx(String set) throws IOException {
    for (String part : List.of("train", "t10k")) {
      put(set + part + "-images-idx3-ubyte", idx(new byte[] {5, 6}, 0x803, 2, 1, 1));
      put(set + part + "-labels-idx1-ubyte", idx(new byte[] {3, 9}, 0x801, 2));
    }
  }

  private static byte[] idx(byte[] body, int... header) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * header.length + body.length);
    for (int number : header) {
      buffer.putInt(number);
    }
    return buffer.put(body).array();
  }

  /** Records with a label and pixels that tell their batch and place. */
  private static byte[] batch(int label, int records) {
    byte[] batch = new byte[records * 3073];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = (byte) (label * 31 + i % 251);
    }
    for (int record = 0; record < records; record++) {
      batch[record * 3073] = (byte) label;
    }
    return batch;
  }
}
