package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import dev.fovea.sources.Images;
import dev.fovea.sources.ReadOptions;
import dev.fovea.sources.ReadOptions.Fit;
import dev.fovea.sources.ReadOptions.Interpolation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be trained on: one sentence each. */
class BadFolderTest {

  private static final String KINDS = " is no PNG, JPEG, GIF, BMP or WebP picture";

  @TempDir private Path folder;

  @Test
  void noSuchFolder() {
    Path gone = folder.resolve("gone");
    assertRefused(gone, ReadOptions.PLAIN, gone + " does not exist: check the path");
    Path file = Fixtures.png(folder.resolve("a.png"), 2, 2, 0);
    assertRefused(file, ReadOptions.PLAIN, file + " is no folder: check the path");
  }

  @Test
  void noClasses() {
    String remedy =
        folder
            + " has no sub-folders: put the pictures of each class into a folder of their own,"
            + " or add a labels.csv with the columns file,label";
    assertRefused(folder, ReadOptions.PLAIN, remedy);
  }

  @Test
  void picturesWithoutClassesAreReadButNotToTrainOn() {
    Fixtures.png(folder.resolve("b.png"), 2, 2, 0xff);
    Fixtures.png(folder.resolve("a.png"), 2, 2, 0);
    Images images = PictureFolder.read(folder, ReadOptions.PLAIN).training();
    assertThat(images.files()).containsExactly("a.png", "b.png");
    assertThat(images.labels()).isEmpty();
    assertThat(images.size()).isEqualTo(2);
    assertThatThrownBy(images::labelled)
        .isInstanceOf(InputException.class)
        .hasMessage(
            folder
                + " has no labels: give data that tells the class of each image, as folders named"
                + " like the classes, a labels.csv, or a column or file of labels");
  }

  @Test
  void noPictures() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    write("b/text.txt");
    String message =
        folder + " has no PNG, JPEG, GIF, BMP or WebP picture that can be read: check the path";
    assertRefused(folder, ReadOptions.PLAIN, message);
    assertRefused(folder, sized(8, false), message);
  }

  @Test
  void oneClassOnly() {
    Fixtures.png(folder.resolve("cat/a.png"), 2, 2, 0);
    assertRefused(
        folder,
        ReadOptions.PLAIN,
        folder + " has one class, cat: training needs at least two, each in a folder of its own");
  }

  @Test
  void severalSizes() {
    Path first = Fixtures.png(folder.resolve("a/1.png"), 4, 3, 0);
    Fixtures.png(folder.resolve("a/2.png"), 4, 3, 0);
    Path other = Fixtures.png(folder.resolve("b/3.png"), 5, 3, 0);
    Fixtures.png(folder.resolve("b/4.png"), 6, 3, 0);
    assertRefused(
        folder,
        ReadOptions.PLAIN,
        "%s has 5 x 3 pixels, but %s has 4 x 3: give a size for all of them (--size N)"
            .formatted(other, first));
  }

  @Test
  void aStrayFileWhereTheyAreErrors() {
    Fixtures.png(folder.resolve("a/1.png"), 4, 3, 0);
    Fixtures.png(folder.resolve("b/2.png"), 4, 3, 0);
    write("b/3.txt");
    write("b/4.txt");
    assertRefused(
        folder,
        sized(8, true),
        folder.resolve("b/3.txt") + KINDS + ": convert it to one, or remove it");
    assertRefused(
        folder,
        new ReadOptions(
            OptionalInt.empty(), Fit.CROP, Interpolation.AREA, OptionalInt.empty(), true),
        folder.resolve("b/3.txt") + KINDS + ": convert it to one, or remove it");
  }

  @Test
  void aClassToTestThatIsNotTrained() {
    Fixtures.png(folder.resolve("train/a/1.png"), 4, 3, 0);
    Fixtures.png(folder.resolve("train/b/2.png"), 4, 3, 0);
    Path unknown = Fixtures.png(folder.resolve("test/c/3.png"), 4, 3, 0);
    assertRefused(
        folder,
        ReadOptions.PLAIN,
        unknown + " is of class c, which has no pictures to train on: add some, or remove it");
  }

  @Test
  void morePixelsThanMemory() {
    for (int i = 0; i < 80; i++) {
      Fixtures.png(folder.resolve("%d/a.png".formatted(i)), 2, 2, 0);
    }
    // 80 x 3 x 4096 x 4096 bytes are 3840 MiB; the limit depends on the JVM.
    assertThatThrownBy(() -> PictureFolder.read(folder, sized(4096, false)))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "80 pictures of 3 x 4096 x 4096 bytes need 3840 MiB, over the limit of [0-9]+ MiB"
                + " \\(2 GiB, or this JVM's -Xmx\\): make them smaller \\(--size\\), or take fewer");
  }

  private void write(String name) {
    Fixtures.write(folder.resolve(name), "text".getBytes(StandardCharsets.UTF_8));
  }

  private static ReadOptions sized(int size, boolean strict) {
    return new ReadOptions(
        OptionalInt.of(size), Fit.CROP, Interpolation.AREA, OptionalInt.empty(), strict);
  }

  private static void assertRefused(Path folder, ReadOptions options, String message) {
    assertThatThrownBy(() -> PictureFolder.read(folder, options))
        .isInstanceOf(InputException.class)
        .hasMessage(message);
  }
}
