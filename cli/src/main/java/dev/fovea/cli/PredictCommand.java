package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.data.Preparation;
import dev.fovea.model.Model;
import dev.fovea.model.Prediction;
import dev.fovea.report.picture.Rasters;
import dev.fovea.sources.Images;
import dev.fovea.sources.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea predict MODEL IMAGE...}: what a model sees in pictures. */
@Command(
    name = "predict",
    sortOptions = false,
    description =
        "Tells what pictures show: draws what the network sees, and the likeliest classes.",
    footer = {
      "",
      "Examples:",
      "  fovea predict runs/lenet-mnist-1/model.safetensors my-seven.jpg",
      "  fovea predict runs/lenet-mnist-1/model.safetensors --data mnist --index 0",
      "  fovea predict runs/digits --data test.csv --submission submission.csv"
    })
final class PredictCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file, or a run's folder.")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "IMAGE",
      description = "PNG, JPEG, GIF or BMP files of any size and colour.")
  private List<Path> images = List.of();

  @Option(
      names = "--as-is",
      description = "Take pictures of the network's own size as they are, without preparing them.")
  private boolean asIs;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Take images of this data instead: a named data set (its test images), a file or a"
              + " folder.")
  private String data;

  @Option(
      names = "--index",
      paramLabel = "N",
      description = "Show this one of them, counted from 0. Default: 0.")
  private Integer index;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write what all of them are: index,label with a row for each image.")
  private Path csv;

  @Option(
      names = "--submission",
      paramLabel = "FILE",
      description = "The same as Kaggle takes it: ImageId,Label, counted from 1.")
  private Path submission;

  @Option(names = "--probabilities", description = "Add a column for each class to that file.")
  private boolean probabilities;

  @Option(names = "--overwrite", description = "Replace that file if it is there.")
  private boolean overwrite;

  @Mixin private ViewsOption views;

  @Mixin private DataOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (images.isEmpty() == (data == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Give either images, or --data DATA with --index N, --csv FILE or --submission FILE");
    }
    if (data == null && (index != null || csv != null || submission != null)) {
      throw new ParameterException(
          spec.commandLine(), "--index, --csv and --submission need --data DATA");
    }
    if (csv != null && submission != null) {
      throw new ParameterException(spec.commandLine(), "Give either --csv or --submission");
    }
    if (csv == null && submission == null && (probabilities || overwrite)) {
      throw new ParameterException(
          spec.commandLine(),
          "--probabilities and --overwrite need --csv FILE or --submission FILE");
    }
    if (index != null && (csv != null || submission != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Give either --index N, or a table of all with --csv or --submission");
    }
    Model model = Choices.model(file);
    if (data == null) {
      for (Path image : images) {
        show(model, image.toString(), prepare(model, image));
      }
    } else {
      ofData(model);
    }
    return 0;
  }

  private void ofData(Model model) {
    PrintWriter out = spec.commandLine().getOut();
    Path file = submission == null ? csv : submission;
    if (file != null) {
      OutputFile.check(submission == null ? "--csv" : "--submission", file, overwrite);
    }
    Images images = options.all(data, model.network().input(), out);
    if (file == null) {
      show(model, images, index == null ? 0 : index);
      return;
    }
    new PredictionTable(submission != null, probabilities, views.views())
        .write(file, model, images);
    out.println("Wrote %s, %,d rows".formatted(file, images.size()));
    out.flush();
  }

  private void show(Model model, Images images, int n) {
    if (n < 0 || n >= images.size()) {
      throw new InputException(
          "there is no image %d in %s: they go from 0 to %d"
              .formatted(n, images.name(), images.size() - 1));
    }
    String what = Sources.isNamed(data) ? "test image" : "image";
    String title = "%s, %s %d".formatted(images.name(), what, n);
    String truth =
        images.labels().map(labels -> ", a " + images.classes().get(labels[n])).orElse("");
    show(model, title + truth, images.image(n));
  }

  private byte[] prepare(Model model, Path image) {
    Preparation preparation = asIs ? Preparation.AS_IS : model.preparation();
    return PictureInput.read(model, image, preparation);
  }

  private void show(Model model, String title, byte[] image) {
    List<Prediction.Guess> guesses = views.views().predict(model, image).top(SHOWN);
    PrintWriter out = spec.commandLine().getOut();
    out.println(title);
    PixelText text = PixelText.of(spec.commandLine());
    text.lines(Rasters.image(model.network().input(), image), Fovea.width()).forEach(out::println);
    for (Prediction.Guess guess : guesses) {
      out.println("%6.2f %%  %s".formatted(100 * guess.probability(), guess.name()));
    }
    out.println();
    out.flush();
  }
}
