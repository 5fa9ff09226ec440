package dev.fovea.cli;

import dev.fovea.data.InputException;
import dev.fovea.recipe.Recipes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fovea recipes}: the names that {@code --recipe} takes, and the file of one. */
@Command(
    name = "recipes",
    description = "Lists the recipes that come with Fovea, or prints the file of one.",
    footer = {
      "",
      "A recipe holds all that a model depends on; every run leaves the one it ran.",
      "",
      "Examples:",
      "  fovea recipes",
      "  fovea recipes fashion > mine.json",
      "  fovea train --recipe mine.json --epochs 12"
    })
final class RecipesCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The recipe to print. Default: a line for each.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      Recipes.names().forEach(known -> out.println(line(known)));
    } else {
      out.print(
          Recipes.text(name)
              .orElseThrow(
                  () ->
                      new InputException(
                          "there is no recipe '%s': choose one of %s"
                              .formatted(name, String.join(", ", Recipes.names())))));
    }
    out.flush();
    return 0;
  }

  private static String line(String name) {
    return "%-15s %s".formatted(name, Recipes.find(name).orElseThrow().about().about());
  }
}
