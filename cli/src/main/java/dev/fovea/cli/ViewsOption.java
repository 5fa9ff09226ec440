package dev.fovea.cli;

import dev.fovea.model.Views;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** In which versions a model is shown each image. */
final class ViewsOption {

  @Option(
      names = "--views",
      paramLabel = "HOW",
      converter = Reader.class,
      description = {
        "Show the model each image in several versions and take the mean: ${COMPLETION-CANDIDATES}.",
        "mirrored: and its mirror image; shifted: and moved by a pixel in four directions;"
            + " mirrored-shifted: all of these. Default: plain."
      })
  private Views views = Views.PLAIN;

  Views views() {
    return views;
  }

  /** Reads it as it is written. */
  static final class Reader implements ITypeConverter<Views> {

    @Override
    public Views convert(String word) {
      return EnumWords.read(Views.class, word);
    }
  }
}
