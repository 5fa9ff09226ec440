package dev.fovea.cli.show;

import dev.fovea.cli.EnumWords;
import dev.fovea.cli.PictureOut;
import dev.fovea.cli.TestedModel;
import dev.fovea.data.InputException;
import dev.fovea.inspect.GradCam;
import dev.fovea.inspect.Grid;
import dev.fovea.inspect.Layers;
import dev.fovea.inspect.Occlusion;
import dev.fovea.inspect.Saliency;
import dev.fovea.model.Model;
import dev.fovea.model.Prediction;
import dev.fovea.net.Shape;
import dev.fovea.report.picture.GalleryPicture;
import dev.fovea.report.picture.GalleryPicture.Tile;
import dev.fovea.report.picture.Rasters;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fovea show saliency}: what in an image speaks for a class. */
@Command(
    name = "saliency",
    sortOptions = false,
    description = "What in an image speaks for a class, as a map and over the image.")
final class SaliencyCommand implements Callable<Integer> {

  private static final int SIDE = 224;

  /** How much of the image a patch hides: a fifth of its side. */
  private static final int PATCHES = 5;

  /** How the map is made. */
  enum Method {
    /** How much the class's score changes with each pixel. */
    GRADIENT,
    /** Where a layer sees what speaks for the class. */
    GRAD_CAM,
    /** How much its probability falls where a patch hides the image. */
    OCCLUSION;

    /** As it is written: {@code grad-cam}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads it as it is written. */
    static final class Reader implements ITypeConverter<Method> {

      @Override
      public Method convert(String word) {
        return EnumWords.read(Method.class, word);
      }
    }
  }

  @Mixin private ImageChoice image;

  @Option(
      names = "--by",
      paramLabel = "HOW",
      converter = Method.Reader.class,
      description = "${COMPLETION-CANDIDATES}. Default: grad-cam, without convolutions gradient.")
  private Method by;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "Of grad-cam: where it looks. Default: the last convolution.")
  private String layer;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "For which class. Default: the one that the model predicts.")
  private String name;

  @Mixin private PictureOut out;

  @Mixin private TestedModel tested;

  @Override
  public Integer call() {
    Path target = out.target(tested.pictureName("saliency"));
    Model model = tested.model();
    Method method = method(model);
    ImageChoice.Chosen chosen = image.read(tested, model);
    Prediction prediction = model.predict(chosen.pixels());
    int label = name == null ? prediction.best().label() : ClassChoice.of(model.classes(), name);
    out.write(picture(model, method, chosen, label, prediction), target);
    return 0;
  }

  private Method method(Model model) {
    boolean convolutions = !Layers.convolutions(model.network()).isEmpty();
    Method method = by != null ? by : convolutions ? Method.GRAD_CAM : Method.GRADIENT;
    if (layer != null && method != Method.GRAD_CAM) {
      throw new InputException(
          "--layer says where grad-cam looks: leave it out with --by " + method);
    }
    return method;
  }

  private BufferedImage picture(
      Model model, Method method, ImageChoice.Chosen chosen, int label, Prediction prediction) {
    Shape shape = model.network().input();
    byte[] pixels = chosen.pixels();
    Grid map = map(model, method, pixels, label);
    Grid fitted = map.resized(shape.height(), shape.width());
    BufferedImage alone =
        method == Method.OCCLUSION
            ? Rasters.signed(fitted, Math.max(fitted.largest(), -fitted.smallest()))
            : Rasters.heat(fitted);
    String best =
        "predicted: %s, %.2f %%"
            .formatted(prediction.best().name(), 100 * prediction.best().probability());
    List<Tile> tiles =
        List.of(
            new Tile(Rasters.image(shape, pixels), List.of("the image", best)),
            new Tile(alone, List.of(method.toString(), words(model, method))),
            new Tile(
                Rasters.overlay(shape, pixels, map),
                List.of("over the image", "for " + model.classes().get(label))));
    return GalleryPicture.of(chosen.title(), tiles, tiles.size(), SIDE);
  }

  private String words(Model model, Method method) {
    return switch (method) {
      case GRADIENT -> "which pixels count";
      case GRAD_CAM -> "where %s sees it".formatted(layer(model));
      case OCCLUSION -> "orange speaks for it";
    };
  }

  private String layer(Model model) {
    return layer == null ? Layers.lastConvolution(model.network()) : layer;
  }

  private Grid map(Model model, Method method, byte[] pixels, int label) {
    return switch (method) {
      case GRADIENT -> Saliency.of(model).of(pixels, label, Saliency.Kind.GRADIENT);
      case GRAD_CAM -> GradCam.of(model, layer(model)).of(pixels, label);
      case OCCLUSION -> {
        Shape shape = model.network().input();
        int patch = Math.max(1, Math.min(shape.height(), shape.width()) / PATCHES);
        Occlusion occlusion = new Occlusion(patch, Math.max(1, patch / 4));
        yield occlusion.of(model, pixels, label, tested.threads());
      }
    };
  }
}
