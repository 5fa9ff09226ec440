package dev.fovea.sources.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.sources.Found;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderTest {

  private static final int RED = 0xff0000;
  private static final int GRAY = 0x505050;

  @TempDir private Path folder;

  @Test
  void subFoldersAreClassesAtAnyDepth() {
    picture("dog/a.png", 0x0a0a0a);
    picture("cat/b.png", 0x141414);
    picture("cat/young/small/c.png", 0x1e1e1e);

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);

    Images images = found.training();
    assertThat(found.description()).isEqualTo("a folder of pictures, 2 classes");
    assertThat(found.test()).isEmpty();
    assertThat(found.remarks()).isEmpty();
    assertThat(images.classes()).containsExactly("cat", "dog");
    assertThat(images.labels().orElseThrow()).containsExactly(0, 0, 1);
    assertThat(images.channels()).isEqualTo(1);
    assertThat(images.height()).isEqualTo(3);
    assertThat(images.width()).isEqualTo(4);
    Dataset data = images.labelled();
    assertThat(data.image(0)).hasSize(12).containsOnly(20);
    assertThat(data.image(1)).containsOnly(30);
    assertThat(data.image(2)).containsOnly(10);
  }

  @Test
  void numericClassesAreInTheOrderOfTheirNumbers() {
    for (int digit = 0; digit <= 10; digit++) {
      picture(digit + "/x.png", digit);
    }
    Images images = PictureFolder.read(folder, ReadOptions.PLAIN).training();
    assertThat(images.classes()).startsWith("0", "1", "2").endsWith("9", "10");
    assertThat(images.labels().orElseThrow()).hasSize(11);
    Dataset data = images.labelled();
    for (int i = 0; i < 11; i++) {
      assertThat(Integer.parseInt(data.classes().get(data.label(i)))).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train test",
        "train val",
        "training testing",
        "Training Validation",
        "train valid"
      })
  void partsHaveTheirUsualNames(String names) {
    String training = names.split(" ")[0];
    String test = names.split(" ")[1];
    picture(training + "/cat/a.png", 1);
    picture(training + "/dog/b.png", 2);
    picture(test + "/dog/c.png", 3);

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);

    assertThat(found.training().size()).isEqualTo(2);
    Images measured = found.test().orElseThrow();
    assertThat(measured.classes()).containsExactly("cat", "dog");
    assertThat(measured.labels().orElseThrow()).containsExactly(1);
  }

  @Test
  void ofTestAndValidationTheTestIsMeasuredOn() {
    picture("train/cat/a.png", 1);
    picture("train/dog/b.png", 2);
    picture("val/cat/c.png", 3);
    picture("test/cat/d.png", 4);

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.test().orElseThrow().pixels()).containsOnly(4);
    assertThat(found.remarks()).containsExactly(folder.resolve("val") + " is left aside");
  }

  @Test
  void aTestWithoutClassesIsLeftAside() {
    picture("train/cat/a.png", 1);
    picture("train/dog/b.png", 2);
    picture("test/d.png", 4);

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.test()).isEmpty();
    assertThat(found.remarks())
        .containsExactly(folder.resolve("test") + " has no classes, and is left aside");
  }

  @Test
  void aClassOfTrainsIsNoPart() {
    picture("bus/a.png", 1);
    picture("train/b.png", 2);
    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.training().classes()).containsExactly("bus", "train");
  }

  @Test
  void colourOrGrayIsWhatThePicturesShow() {
    picture("a/x.png", GRAY);
    picture("b/y.png", GRAY);
    assertThat(PictureFolder.read(folder, ReadOptions.PLAIN).training().channels()).isEqualTo(1);

    picture("b/z.png", RED);
    Images coloured = PictureFolder.read(folder, ReadOptions.PLAIN).training();
    assertThat(coloured.channels()).isEqualTo(3);
    assertThat(coloured.labelled().image(0)).containsOnly(0x50);
    assertThat(coloured.labelled().image(2)).startsWith(255).endsWith(0);

    Images gray =
        PictureFolder.read(folder, options(OptionalInt.empty(), OptionalInt.of(1))).training();
    assertThat(gray.channels()).isEqualTo(1);
    assertThat(gray.labelled().image(2)).containsOnly(76); // 0.299 x 255
  }

  @Test
  void picturesOfAnySizeAreBroughtToOne() {
    Fixtures.png(folder.resolve("a/wide.png"), 30, 10, RED);
    Fixtures.png(folder.resolve("b/tall.png"), 10, 40, GRAY);
    Images images =
        PictureFolder.read(folder, options(OptionalInt.of(8), OptionalInt.empty())).training();
    assertThat(images.height()).isEqualTo(8);
    assertThat(images.width()).isEqualTo(8);
    assertThat(images.labelled().image(1)).hasSize(3 * 64).containsOnly(0x50);
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() {
    for (int i = 0; i < 40; i++) {
      picture("%d/%d.png".formatted(i % 3, i), i * 0x010203);
    }
    write("1/text.png", "no picture");
    Found one = PictureFolder.read(folder, ReadOptions.PLAIN, 1);
    Found many = PictureFolder.read(folder, ReadOptions.PLAIN, 7);
    assertThat(many.training().pixels()).isEqualTo(one.training().pixels());
    assertThat(many.training().labels().orElseThrow())
        .isEqualTo(one.training().labels().orElseThrow());
    assertThat(many.remarks()).isEqualTo(one.remarks());
  }

  @Test
  void clutterIsIgnoredAndStrayFilesAreTold() {
    picture("a/x.png", 1);
    picture("b/y.png", 2);
    write("a/.DS_Store", "x");
    write("b/Thumbs.db", "x");
    write("__MACOSX/a/._x.png", "x");
    write(".hidden/z.png", "x");
    write("a/notes.txt", "x");
    write("README", "x");
    Fixtures.write(folder.resolve("b/broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);

    assertThat(found.training().size()).isEqualTo(2);
    String kinds = " is no PNG, JPEG, GIF, BMP or WebP picture: convert it to one, or remove it";
    assertThat(found.remarks())
        .containsExactly(
            "skipped: "
                + folder.resolve("README")
                + " lies in no class folder: move it into one, or remove it",
            "skipped: " + folder.resolve("a/notes.txt") + kinds,
            "skipped: " + folder.resolve("b/broken.png") + kinds);
  }

  @Test
  void ofManyStrayFilesAFewAreNamed() {
    picture("a/x.png", 1);
    picture("b/y.png", 2);
    for (int i = 0; i < 20; i++) {
      write("a/%02d.txt".formatted(i), "x");
    }
    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.remarks()).hasSize(6).endsWith("skipped: 15 more files");
    assertThat(found.remarks().getFirst()).contains("00.txt");
  }

  @Test
  void anEmptyClassIsTold() throws IOException {
    picture("a/x.png", 1);
    picture("b/y.png", 2);
    Files.createDirectory(folder.resolve("c"));
    write("d/only.txt", "x");
    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    assertThat(found.training().classes()).containsExactly("a", "b");
    assertThat(found.remarks())
        .contains(
            folder.resolve("c") + " is empty, and is no class here",
            "class d of " + folder + " has no picture, and is no class here");
  }

  @Test
  void linksAreFollowedAndLoopsAreNot(@TempDir Path elsewhere) throws IOException {
    Path far = Fixtures.png(elsewhere.resolve("far.png"), 4, 3, 9);
    picture("a/x.png", 1);
    picture("b/y.png", 2);
    Path link = Files.createSymbolicLink(folder.resolve("a/link.png"), far);
    Path loop = Files.createSymbolicLink(folder.resolve("b/loop"), folder.resolve("b"));
    Path nowhere =
        Files.createSymbolicLink(folder.resolve("b/nowhere.png"), folder.resolve("gone"));

    Found found = PictureFolder.read(folder, ReadOptions.PLAIN);
    Files.delete(link); // JUnit warns of links that lead out of its folder
    Files.delete(loop);
    Files.delete(nowhere);

    assertThat(found.training().size()).isEqualTo(3);
    assertThat(found.remarks())
        .containsExactly(
            loop + " leads to a folder that was read already, and is not read again",
            "skipped: " + nowhere + " does not exist: check the path");
  }

  @Test
  void recognisesFoldersOfPictures() {
    assertThat(PictureFolder.recognises(folder)).isFalse();
    write("idx/train-images-idx3-ubyte", "x");
    assertThat(PictureFolder.recognises(folder)).isFalse();
    Path picture = picture("a/b/c.PNG", 1);
    assertThat(PictureFolder.recognises(folder)).isTrue();
    assertThat(PictureFolder.recognises(picture)).isFalse();
    assertThat(PictureFolder.recognises(folder.resolve("gone"))).isFalse();
    write("t/labels.csv", "file,label");
    assertThat(PictureFolder.recognises(folder.resolve("t"))).isTrue();
  }

  private Path picture(String name, int rgb) {
    return Fixtures.png(folder.resolve(name), 4, 3, rgb < 256 ? rgb * 0x010101 : rgb);
  }

  private void write(String name, String text) {
    Fixtures.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static ReadOptions options(OptionalInt size, OptionalInt channels) {
    return new ReadOptions(size, Fit.CROP, Interpolation.AREA, channels, false);
  }
}
