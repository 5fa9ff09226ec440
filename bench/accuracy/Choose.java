import dev.fovea.data.*;
import dev.fovea.model.*;
import dev.fovea.recipe.*;
import dev.fovea.sources.*;
import dev.fovea.train.*;
import java.nio.file.*;

/**
 * What a recipe reaches on 10,000 training images that are set apart, in each of the views, so that
 * settings are chosen without test data: ./fovea run bench/accuracy/Choose.java RECIPE DATA
 * [THREADS].
 */
void main(String[] arguments) {
  if (arguments.length < 2) {
    System.err.println("usage: ./fovea run bench/accuracy/Choose.java RECIPE DATA [THREADS]");
    System.exit(2);
  }
  Recipe recipe = RecipeFile.read(Path.of(arguments[0])).withSeed(1);
  Dataset all = Sources.read(arguments[1]).training().labelled();
  int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
  Split split = Split.stratified(all, 1 / 6.0, 12345);
  TrainingResult result =
      recipe
          .trainer(split.training())
          .threads(threads)
          .listener(TrainingListener.onEpoch(epoch -> tell(epoch)))
          .fit(split.training());
  for (Views views : Views.values()) {
    Evaluation chosen = views.evaluate(result.model(), split.test(), threads);
    IO.println("%-8s %s, loss %.4f".formatted(views, chosen, chosen.loss()));
  }
}

void tell(EpochResult epoch) {
  IO.println(
      "epoch %2d: training loss %.4f, %,.0f images/s"
          .formatted(epoch.epoch(), epoch.trainLoss(), epoch.imagesPerSecond()));
}
