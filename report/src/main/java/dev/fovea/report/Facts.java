package dev.fovea.report;

import dev.fovea.data.Scaling;
import dev.fovea.net.Network;
import dev.fovea.net.Summary;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeFile;
import dev.fovea.report.picture.NetworkDiagram;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What a model is and how it was made.
 *
 * @param lines what each thing is called, and what it is
 * @param summary the table of the network
 * @param diagram the network as SVG
 * @param recipe as its file says it
 */
record Facts(
    SequencedMap<String, String> lines, Summary summary, String diagram, Optional<String> recipe) {

  static Facts of(Subject subject) {
    Network network = subject.model().network();
    Summary summary = Summary.of(network);
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    lines.put("Network", network.name() + ", images of " + network.input());
    lines.put("Parameters", Texts.count(summary.parameters()));
    lines.put("Multiply-adds", Texts.count(summary.multiplyAdds()) + " for an image");
    lines.put("Measured on", "%s, %s images".formatted(subject.test().name(), count(subject)));
    subject.recipe().ifPresent(recipe -> put(recipe, lines));
    lines.put("Inputs", words(subject.model().scaling()));
    lines.putAll(subject.facts());
    return new Facts(
        lines, summary, NetworkDiagram.svg(network), subject.recipe().map(Facts::text));
  }

  private static String words(Scaling scaling) {
    String pixels = scaling.invert() ? "pixels from 0 to 1, dark for bright" : "pixels from 0 to 1";
    if (scaling.standardize()) {
      return pixels + ", each image by its own mean and deviation";
    }
    return "%s, less %s, divided by %s"
        .formatted(pixels, list(scaling.means()), list(scaling.deviations()));
  }

  /** One for each channel. */
  private static String list(List<Double> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String count(Subject subject) {
    return Texts.count(subject.test().count());
  }

  private static void put(Recipe recipe, SequencedMap<String, String> lines) {
    lines.put("Recipe", recipe.about().name());
    lines.put("Data", recipe.data().source());
    lines.put("Optimizer", recipe.learning().optimizer().toString());
    lines.put(
        "Passes",
        "%d epoch%s in batches of %d"
            .formatted(
                recipe.passes().epochs(),
                recipe.passes().epochs() == 1 ? "" : "s",
                recipe.passes().batch()));
    lines.put("Seed", Long.toString(recipe.seed()));
  }

  private static String text(Recipe recipe) {
    return new String(RecipeFile.bytes(recipe), StandardCharsets.UTF_8);
  }
}
