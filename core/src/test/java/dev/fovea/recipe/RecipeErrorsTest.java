package dev.fovea.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a file is one sentence with the file, the field, and what is allowed. */
class RecipeErrorsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                        | : the field \"network\" is missing",
        "[]                                        | : an object in braces is needed, not a list",
        "{\"network\": \"lenett\"}                 | : there is no network 'lenett': choose one of lenet, doodle",
        "{\"network\": \"gone.json\"}              | : gone.json does not exist",
        "{\"network\": {\"name\": \"x\"}}          | : the field \"layers\" is missing",
        "{\"network\": 3}                          | braces",
        "\"seed\": 1.5                             | : the field \"seed\" needs a whole number, not 1.5",
        "\"sede\": 1                               | : the field \"sede\" is unknown; known are name, about",
        "\"name\": \"\"                            | empty name",
        "\"name\": \"a\\u0007b\"                   | cannot be shown",
        "\"about\": \"a\\nb\"                      | line breaks",
        "\"notes\": \"one\"                        | : the field \"notes\" needs a list in brackets",
        "\"data\": 3                               | , data: an object in braces is needed, not 3",
        "\"data\": \" \"                           | empty name",
        "\"data\": {\"path\": \"x\"}               | , data: the field \"path\" is unknown; known are source, pool",
        "\"data\": {\"size\": 0}                   | , data: the size of images must be 1 to 4096, not 0",
        "\"data\": {\"channels\": 2}               | , data: images have 1 channel or 3, not 2",
        "\"data\": {\"testShare\": 1}              | , data: the share for test must be above 0 and at most 0.9, not 1.0",
        "\"data\": {\"fit\": \"stretch\"}          | , data: the field \"fit\" needs one of crop, pad, not \"stretch\"",
        "\"data\": {\"pool\": \"yes\"}             | , data: the field \"pool\" needs true or false",
        "\"inputs\": {\"mixup\": -1}               | , inputs: mixup's alpha must be 0, or from 0.001 to 1000, not -1.0",
        "\"inputs\": {\"scaling\": \"mean\"}       | , inputs, scaling: \"mean\" is not a scaling: choose one of unit, fixed, data",
        "\"inputs\": {\"scaling\": {\"type\": \"Fixed\", \"mean\": 0, \"deviation\": 0}} | , inputs, scaling: a scaling needs a finite mean and a positive deviation",
        "\"inputs\": {\"augmentations\": [\"shift:2\", \"twirl\"]} | , inputs, augmentation 2: \"twirl\" is not an augmentation: choose one of shift",
        "\"inputs\": {\"augmentations\": [{\"type\": \"Rotate\", \"degrees\": 270}]} | , inputs, augmentation 1:",
        "\"inputs\": {\"augmentations\": [{\"type\": \"Scale\", \"min\": 1}]} | the field \"max\" is missing",
        "\"start\": {\"newLayers\": [\"dense2\"]}  | , start: new layers need a model to begin from",
        "\"start\": {\"model\": {\"file\": \"x\", \"sha256\": \"12\"}} | , start, model: a SHA-256 has 64 hexadecimal digits",
        "\"start\": {\"initializers\": \"xavier\"} | , start, initializers: \"xavier\" is not an initialiser: choose one of fan-in, he",
        "\"start\": {\"initializers\": {\"layers\": {\"conv1\": \"normal:-1\"}}} | initializers, layers, conv1: the deviation of an initializer must be at least 0",
        "\"learning\": {\"optimizer\": \"adm\"}    | , learning, optimizer: \"adm\" is not an optimizer: choose one of sgd, adam",
        "\"learning\": {\"optimizer\": {\"type\": \"sgd\"}} | , learning, optimizer: \"sgd\" is not an optimizer: choose one of Sgd, Adam",
        "\"learning\": {\"optimizer\": {\"learningRate\": 1}} | , learning, optimizer: the field \"type\" is missing",
        "\"learning\": {\"optimizer\": \"sgd:0\"}  | , learning, optimizer: the learning rate must be more than 0, not 0.0",
        "\"learning\": {\"optimizer\": \"sgd:0.1,1\"} | the momentum must be from 0 to less than 1, not 1.0",
        "\"learning\": {\"optimizer\": {\"type\": \"Sgd\", \"beta1\": 1}} | the field \"beta1\" is unknown; known are type, learningRate",
        "\"learning\": {\"optimizer\": {\"type\": \"Muon\", \"others\": \"sgd\"}} | optimizer, others: Muon's other parameters are trained by AdamW",
        "\"learning\": {\"schedule\": \"step\"}    | , learning, schedule: the field \"epochs\" is missing",
        "\"learning\": {\"schedule\": \"step:1,2,3\"} | \"3\" does not belong to step: after it come epochs, factor",
        "\"learning\": {\"schedule\": \"constant:1\"} | \"1\" does not belong to constant: nothing comes after it",
        "\"learning\": {\"schedule\": \"warm-up:1,warm-up:1,warm-up:1,cosine\"} | a warm-up cannot come after a warm-up",
        "\"learning\": {\"schedule\": \"cosine:0.1,minimum=0.2\"} | says \"minimum\" twice",
        "\"learning\": {\"loss\": \"cross-entropy:1\"} | , learning, loss: the label smoothing must be from 0 to less than 1, not 1.0",
        "\"learning\": {\"clipNorm\": 0}           | , learning: the norm to clip to must be more than 0, not 0.0",
        "\"learning\": {\"average\": 1}            | , learning: the decay of the average must be above 0 and below 1, not 1.0",
        "\"passes\": {\"epochs\": 0}               | , passes: the number of epochs must be at least 1, not 0",
        "\"passes\": {\"batch\": 3000000000}       | , passes: the field \"batch\" needs a whole number of at most 2147483647, not 3000000000",
        "\"passes\": {\"sampling\": {\"type\": \"ByClass\", \"weights\": [0]}} | sum above 0",
        "\"measuring\": {\"patience\": 3}          | , measuring: patience needs validation data",
        "\"measuring\": {\"metric\": \"f1\"}       | , measuring: the field \"metric\" needs one of loss, accuracy, not \"f1\"",
        "\"measuring\": null                       | , measuring: an object in braces is needed, not null",
      })
  void isToldInOneSentence(String json, String sentence) throws IOException {
    String text = json.startsWith("{") || json.startsWith("[") ? json : with(json);
    Path file = Files.writeString(folder.resolve("my.json"), text);
    assertThatThrownBy(() -> RecipeFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  private static String with(String field) {
    return "{\"network\": \"lenet\", " + field + "}";
  }

  @Test
  void filesThatAreNone() throws IOException {
    assertThatThrownBy(() -> RecipeFile.read(folder.resolve("missing.json")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing.json does not exist");
    assertThatThrownBy(() -> RecipeFile.read(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a folder");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"network\": ");
    assertThatThrownBy(() -> RecipeFile.read(broken))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(broken + ": ");
    Path large = Files.write(folder.resolve("large.json"), new byte[(8 << 20) + 1]);
    assertThatThrownBy(() -> RecipeFile.read(large))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("more than any recipe needs");
  }

  /** Nothing else than the one kind of exception comes out, whatever a byte is changed to. */
  @Test
  void anyByteMayBeAnother() throws IOException {
    byte[] good = RecipeFile.bytes(Recipes.find("digits-16-32").orElseThrow());
    Path file = folder.resolve("any.json");
    int refused = 0;
    for (int i = 0; i < good.length; i += 7) {
      byte[] bad = good.clone();
      bad[i] = (byte) (i % 2 == 0 ? '9' : '"');
      Files.write(file, bad);
      try {
        RecipeFile.read(file);
      } catch (InputException e) {
        assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(good.length / 14);
  }
}
