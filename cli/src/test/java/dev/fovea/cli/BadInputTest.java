package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake ends with code 2 and one sentence that says what to do. */
class BadInputTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --net lenett          | choose one of lenet, doodle, fashion, digits-16-32, digits-deep",
        "train --data imagenet       | choose one of mnist, fashion-mnist",
        "train --batch 0             | at least 1",
        "train --batch -3            | at least 1",
        "train --batch 60001         | which has 60000 images: choose a smaller one",
        "train --batch 99999999999   | is no whole number of at most 2147483647",
        "train --epochs 0            | at least 1",
        "train --epochs x            | is no whole number of at most 2147483647",
        "train --threads 0           | at least 1",
        "train --threads 100000      | at most",
        "train --lr 0                | more than 0",
        "train --lr NaN              | more than 0",
        "train --momentum 1          | less than 1",
        "train --optimizer adm       | --optimizer: \"adm\" is not an optimizer: choose one of sgd, adam",
        "train --recipe lenett       | there is no recipe 'lenett': choose one of lenet",
        "train --recipe FOLDER/missing.json | missing.json does not exist",
        "train --recipe FOLDER       | recipe.json does not exist",
        "train --recipe FOLDER/text.txt | text.txt: ",
        "train --schedule cosin      | --schedule: \"cosin\" is not a schedule",
        "train --schedule step:0     | --schedule: StepDecay's number of epochs must be at least 1",
        "train --loss hinge          | --loss: \"hinge\" is not a loss",
        "train --class-weights 1,2   | the loss has weights for 2 classes",
        "train --init xavier         | --init: \"xavier\" is not an initialiser",
        "train --validation 1        | the part for validation must be from 0 to less than 1",
        "train --patience 3          | patience needs validation data",
        "train --metric f1           | --metric",
        "train --average 2           | the decay of the average must be above 0",
        "train --accumulate 0        | at least 1",
        "train --clip-norm 0         | the norm to clip to must be more than 0",
        "train --optimizer adam --nesterov | --nesterov is for sgd",
        "train --weight-decay -1     | the weight decay must be at least 0",
        "train --freeze conv9        | conv9",
        "train --new-layers dense2   | new layers need a model to begin from",
        "train --from FOLDER/missing | missing does not exist",
        "train --normalize model     | there is none: name one",
        "train --pool --test-share 2 | the share for test must be above 0",
        "train --classes cloud       | chosen of quickdraw alone",
        "train --resume FOLDER/missing | missing holds no run: give a folder that `fovea train` has made",
        "train --resume FOLDER --out FOLDER/x | --resume goes on with a run as it is",
        "recipes lenett              | there is no recipe 'lenett'",
        "accuracy lenett             | there is no recipe 'lenett'",
        "accuracy --data FOLDER      | that of one recipe",
        "train --optimizer adam --momentum 0.5 | adam has none",
        "train --optimizer adamw --momentum 0.5 | adamw has none",
        "train --optimizer muon --lr -1 | more than 0",
        "train --seed 1.5            | is no whole number",
        "train --nett lenet          | --nett",
        "train --out FOLDER/text.txt | a folder is needed",
        "train --out FOLDER/text.txt/run | ",
        "train --data FOLDER/missing | is neither a data set nor a file",
        "train --data FOLDER/text.txt | cannot be read: give a folder of pictures",
        "train --size 0              | must be 1 to 4096",
        "train --size 8              | choose another --size or --net",
        "train --channels 2          | 1 channel or 3",
        "train --augment shift=x     | is no augmentation: give a list of these",
        "train --mixup -1            | mixup's alpha must be 0, or from 0.001 to 1000, not -1.0",
        "train --augment twirl=3     | is no augmentation: give a list of these",
        "train --augment rotate=270  | degrees",
        "train --augment shift=30    | out of sight",
        "train --normalize maybe     | --normalize",
        "train --data quickdraw --classes cloud,clowd | clowd",
        "train --data quickdraw --per-class 1 | 2 to",
        "data check FOLDER/text.txt --per-class 9 | chosen of quickdraw alone",
        "data check mnist --test-share 0 | must be above 0 and at most 0.9",
        "data show mnist --out=      | --out has no name",
        "data get imagenet           | there is no data set named imagenet",
        "data check FOLDER/empty     | cannot be read",
        "data chek mnist             | check",
        "trian                       | train",
        "eval FOLDER/missing         | does not exist",
        "eval FOLDER/empty           | is no",
        "eval FOLDER/text.txt        | is no",
        "eval FOLDER                 | is a folder without a model",
        "eval                        | MODEL",
        "summary nothing             | neither a model file nor a network",
        "summary FOLDER/text.txt     | is no",
        "summary FOLDER/missing.json | missing.json does not exist",
        "summary lenet --batch 0     | at least 1",
        "train --net FOLDER/missing.json | missing.json does not exist",
        "predict FOLDER/missing --data mnist | does not exist",
        "predict FOLDER/missing --data mnist --csv FOLDER/empty --submission FOLDER/x | give either --csv or --submission",
        "predict FOLDER/missing a.png --csv FOLDER/x | need --data",
        "predict FOLDER/missing --data mnist --probabilities | need --csv FILE or --submission FILE",
        "predict FOLDER/missing --data mnist --index 3 --csv FOLDER/x | give either --index N, or a table",
        "predict FOLDER/missing      | give either images, or --data",
        "run FOLDER/missing.java     | no Java source file",
      })
  void isToldInOneSentence(String line, String remedy) throws IOException {
    Files.writeString(folder.resolve("text.txt"), "no model, no picture");
    Files.createFile(folder.resolve("empty"));
    Run run = Run.of(line.strip().replace("FOLDER", folder.toString()).split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("fovea: ").containsIgnoringCase(remedy == null ? "" : remedy);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("Exception", "\tat ");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("text.txt", "empty");
    }
    assertThat(folder.resolve("text.txt")).hasContent("no model, no picture");
  }

  @Test
  void debugShowsWhereItCameFrom() {
    Run run = Run.of("eval", "--debug", folder.resolve("missing").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("InputException", "\tat dev.fovea");
  }
}
