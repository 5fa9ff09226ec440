package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.sources.Found;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTableTest {

  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void pictures() {
    table = folder.resolve("labels.csv");
    Fixtures.png(folder.resolve("one.png"), 2, 2, 0x010101);
    Fixtures.png(folder.resolve("sub/two, old.png"), 2, 2, 0x020202);
    Fixtures.png(folder.resolve("three.PNG"), 2, 2, 0x030303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file,label\none.png,b\n\"sub/two, old.png\",a\nthree,b\n",
        "\ufeffLabel;x;FileName\r\nb;1;one\r\na;2;\"sub/two, old\"\r\n\r\nb;3;three.PNG\r\n",
        "one.png\tb\nsub\\two, old.png\ta\nthree.PNG\tb",
        "id,breed\none,\"b\"\n\"sub/two, old\",a\nthree,b\n",
        "image,target\n./one.png , b\n\"sub/../sub/two, old.png\",a\nthree,b\n"
      })
  void readsTheUsualForms(String text) {
    write(text);
    Images images = PictureFolder.read(folder, ReadOptions.PLAIN).training();
    assertThat(images.classes()).containsExactly("a", "b");
    assertThat(images.labels().orElseThrow()).containsExactly(1, 0, 1);
    assertThat(images.pixels()).containsExactly(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
  }

  @Test
  void eachPartMayHaveATable() {
    Fixtures.png(folder.resolve("data/train/1.png"), 2, 2, 1);
    Fixtures.png(folder.resolve("data/train/2.png"), 2, 2, 2);
    Fixtures.png(folder.resolve("data/test/3.png"), 2, 2, 3);
    Fixtures.write(folder.resolve("data/train/labels.csv"), bytes("file,label\n1.png,10\n2.png,9"));
    Fixtures.write(folder.resolve("data/test/labels.csv"), bytes("file,label\n3.png,10"));
    Found found = PictureFolder.read(folder.resolve("data"), ReadOptions.PLAIN);
    assertThat(found.training().classes()).containsExactly("9", "10");
    assertThat(found.test().orElseThrow().labels().orElseThrow()).containsExactly(1);
  }

  @Test
  void filesThatDoNotExistAreSkipped() {
    write("file,label\none.png,a\ngone.png,b\nthree.PNG,b\none.png,a\n");
    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.training().size()).isEqualTo(2);
    assertThat(found.remarks())
        .containsExactly(
            "line 5 of %s names %s again".formatted(table, folder.resolve("one.png")),
            "skipped: %s does not exist, but line 3 of %s names it: correct one"
                .formatted(folder.resolve("gone.png"), table));
  }

  @Test
  void labelsWithoutImagesAreRefused() {
    write("file,label\ngone.png,a\nlost.png,b\n");
    assertRefused(
        "%s names no file that exists in %s: put the pictures beside it".formatted(table, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../one.png", "sub/../../one.png", "/etc/passwd", "..\\one.png", "."})
  void whatLiesOutsideIsRefused(String name) {
    write("file,label\none.png,a\n" + name + ",b\n");
    assertRefused(
        "line 3 of %s names %s, outside of its folder: move the picture into %s"
            .formatted(table, name, folder));
  }

  @Test
  void damagedTablesAreRefused() {
    write("\n\n");
    assertRefused(table + " is empty: give it the columns file,label");
    write("a,b,c\none.png,1,2\n");
    assertRefused(
        "line 1 of %s has 3 columns, and not the names file and label: name them in its first line"
            .formatted(table));
    write("file,label\none.png,a\nthree.PNG\n");
    assertRefused("line 3 of %s has no label: fill it in".formatted(table));
    write("file,label\none.png,a\n,b\n");
    assertRefused("line 3 of %s has no file: fill it in".formatted(table));
    write("file,label\none.png,\"a\n");
    assertRefused("line 2 of %s does not close a quote: add the missing one".formatted(table));
    write("file,label\none.png,a\none,b\n");
    assertRefused(
        "line 3 of %s gives %s another label than line 2: leave one of them"
            .formatted(table, folder.resolve("one.png")));
    write("file,label\na\0b,a\n");
    assertRefused("line 2 of %s names no file: correct it".formatted(table));
    Fixtures.write(table, new byte[] {'a', ',', (byte) 0xff, '\n'});
    assertRefused(table + " is no UTF-8 text: save it as UTF-8");
  }

  private void write(String text) {
    Fixtures.write(table, bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> PictureFolder.read(folder, ReadOptions.PLAIN))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
