package dev.fovea.report;

import dev.fovea.data.ImageSet;
import dev.fovea.model.Model;
import dev.fovea.recipe.Recipe;
import dev.fovea.train.History;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/**
 * What a report is about.
 *
 * @param title what it is called: a run's name
 * @param model the model
 * @param test what it is measured on; its classes are the model's
 * @param names what each of these images is called
 * @param history of its training, if it is known
 * @param recipe of its training, if it is known
 * @param facts what else the reader may want to know, such as versions: what it is called and what
 *     it is
 */
public record Subject(
    String title,
    Model model,
    ImageSet test,
    IntFunction<String> names,
    Optional<History> history,
    Optional<Recipe> recipe,
    SequencedMap<String, String> facts) {

  /** Copies the facts. */
  public Subject {
    facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
  }
}
