package dev.fovea.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MnistTest {

  @Test
  void trainingDigitsAreTheOnesThatYannLeCunPublished() throws Exception {
    Dataset train = Mnist.train();

    assertShape(train, 60_000);
    assertThat(sha256(IdxBytes.images(train)))
        .isEqualTo("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    assertThat(sha256(IdxBytes.labels(train)))
        .isEqualTo("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    assertThat(train.label(0)).isEqualTo(5);
  }

  @Test
  void testDigitsAreTheOnesThatYannLeCunPublished() throws Exception {
    Dataset test = Mnist.test();

    assertShape(test, 10_000);
    assertThat(sha256(IdxBytes.images(test)))
        .isEqualTo("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    assertThat(sha256(IdxBytes.labels(test)))
        .isEqualTo("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
    assertThat(test.label(0)).isEqualTo(7);
  }

  @Test
  void withoutTheDataItSaysWhatIsMissing() throws Exception {
    try (URLClassLoader nothing =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> Mnist.load(nothing, "train"))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "the MNIST data (dev/fovea/mnist/train-images-idx3-ubyte.gz) is not on the class"
                  + " path: put fovea-mnist on it");
    }
  }

  private static void assertShape(Dataset data, int size) {
    assertThat(data.name()).isEqualTo("mnist");
    assertThat(data.size()).isEqualTo(size);
    assertThat(data.channels()).isEqualTo(1);
    assertThat(data.height()).isEqualTo(28);
    assertThat(data.width()).isEqualTo(28);
    assertThat(data.classes()).isEqualTo(IdxBytes.DIGITS);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
