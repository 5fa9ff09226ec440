package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.InputException;
import dev.fovea.data.Pictures;
import dev.fovea.data.Preparation;
import dev.fovea.model.Model;
import dev.fovea.model.Prediction;
import dev.fovea.net.Shape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea predict MODEL IMAGE...}: what a model sees in pictures. */
@Command(
    name = "predict",
    description =
        "Tells what pictures show: draws what the network sees, and the likeliest classes.",
    footer = {
      "",
      "Examples:",
      "  fovea predict runs/lenet-mnist-1/model.safetensors my-seven.jpg",
      "  fovea predict runs/lenet-mnist-1/model.safetensors --data mnist --index 0"
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
      paramLabel = "NAME",
      description = "Take a test image of this data set instead: mnist.")
  private String data;

  @Option(
      names = "--index",
      paramLabel = "N",
      description = "Which one, counted from 0. Default: 0.")
  private Integer index;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (images.isEmpty() == (data == null)) {
      throw new ParameterException(
          spec.commandLine(), "Give either images or --data NAME with --index N");
    }
    if (data == null && index != null) {
      throw new ParameterException(spec.commandLine(), "--index needs --data NAME");
    }
    Model model = Choices.model(file);
    if (data == null) {
      for (Path image : images) {
        show(model, image.toString(), prepare(model, image));
      }
    } else {
      predictOfData(model, Choices.testData(data), index == null ? 0 : index);
    }
    return 0;
  }

  private void predictOfData(Model model, Dataset set, int n) {
    if (n < 0 || n >= set.size()) {
      throw new InputException(
          "there is no test image %d in %s: they go from 0 to %d"
              .formatted(n, set.name(), set.size() - 1));
    }
    String truth = set.classes().get(set.label(n));
    show(model, "%s, test image %d, a %s".formatted(set.name(), n, truth), set.image(n));
  }

  private byte[] prepare(Model model, Path image) {
    Shape in = model.network().input();
    Preparation preparation = asIs ? Preparation.AS_IS : model.preparation();
    try {
      return preparation.apply(Pictures.read(image), in.channels(), in.height(), in.width());
    } catch (InputException e) {
      boolean named = e.getMessage().contains(image.toString());
      throw named ? e : new InputException(image + ": " + e.getMessage(), e);
    }
  }

  private void show(Model model, String title, byte[] image) {
    List<Prediction.Guess> guesses = model.predict(image).top(SHOWN);
    PrintWriter out = spec.commandLine().getOut();
    out.println(title);
    boolean colours = spec.commandLine().getColorScheme().ansi().enabled();
    PixelText.lines(image, model.network().input(), colours, System.out.charset())
        .forEach(out::println);
    for (Prediction.Guess guess : guesses) {
      out.println("%6.2f %%  %s".formatted(100 * guess.probability(), guess.name()));
    }
    out.println();
    out.flush();
  }
}
