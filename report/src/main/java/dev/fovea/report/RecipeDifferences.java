package dev.fovea.report;

import dev.fovea.model.Json;
import dev.fovea.net.Network;
import dev.fovea.recipe.Recipe;
import dev.fovea.recipe.RecipeJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** In which fields recipes differ, those left out that they have in common. */
public final class RecipeDifferences {

  private static final String NETWORK = "network";

  /** Prose, on which nothing depends. */
  private static final Set<String> PROSE = Set.of("about", "notes");

  /** Of more fields of layers than this nobody reads the list: the networks are named instead. */
  private static final int MOST_OF_NETWORKS = 12;

  private RecipeDifferences() {}

  /**
   * A field that is not the same in all recipes.
   *
   * @param field where it stands, from the outside in: {@code learning.optimizer.learningRate}
   * @param values its value in each recipe, in their order; empty where a recipe has no such field,
   *     as an optimizer of another type
   */
  public record Difference(String field, List<String> values) {

    /** Copies the values. */
    public Difference {
      values = List.copyOf(values);
    }

    /** The field in pieces that end with their dots: between them a line may be broken. */
    List<String> parts() {
      return List.of(field.split("(?<=\\.)", -1));
    }
  }

  /**
   * The fields in which {@code recipes} differ, in the order in which recipes have them.
   *
   * @param recipes at least one
   */
  public static List<Difference> of(List<Recipe> recipes) {
    List<Map<String, String>> flat = recipes.stream().map(RecipeDifferences::flat).toList();
    Set<String> fields = new LinkedHashSet<>();
    flat.forEach(one -> fields.addAll(one.keySet()));
    List<Difference> differences = new ArrayList<>();
    Map<String, Integer> groups = new HashMap<>();
    for (String field : fields) {
      groups.putIfAbsent(group(field), groups.size());
      List<String> values = flat.stream().map(one -> one.getOrDefault(field, "")).toList();
      if (values.stream().distinct().count() > 1) {
        differences.add(new Difference(field, values));
      }
    }
    // A field that only a later recipe has stands beside the others of its object.
    differences.sort(Comparator.comparingInt(difference -> groups.get(group(difference.field()))));
    return differences.stream().filter(RecipeDifferences::ofNetwork).count() > MOST_OF_NETWORKS
        ? shortened(differences, recipes)
        : differences;
  }

  private static String group(String field) {
    return field.substring(0, Math.max(0, field.lastIndexOf('.')));
  }

  private static boolean ofNetwork(Difference difference) {
    return difference.field().startsWith(NETWORK + ".");
  }

  private static List<Difference> shortened(List<Difference> differences, List<Recipe> recipes) {
    List<Difference> shorter = new ArrayList<>(differences);
    shorter.removeIf(RecipeDifferences::ofNetwork);
    shorter.add(
        new Difference(
            NETWORK,
            recipes.stream().map(recipe -> RecipeDifferences.words(recipe.network())).toList()));
    return shorter;
  }

  private static String words(Network network) {
    return "%s, %,d layers, %,d parameters"
        .formatted(network.name(), network.nodes().size(), network.parameterCount());
  }

  private static Map<String, String> flat(Recipe recipe) {
    Map<String, String> flat = new LinkedHashMap<>();
    RecipeJson.write(recipe)
        .fields()
        .forEach(
            (key, value) -> {
              if (!PROSE.contains(key)) {
                add(key, value, flat);
              }
            });
    return flat;
  }

  private static void add(String path, Json json, Map<String, String> flat) {
    switch (json) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.forEach((key, value) -> add(path + "." + key, value, flat));
      case Json.Arr(List<Json> items) when items.stream().anyMatch(RecipeDifferences::isObject) ->
          addEach(path, items, flat);
      case Json.Arr(List<Json> items) when items.isEmpty() -> {}
      case Json.Arr(List<Json> items) ->
          flat.put(
              path, items.stream().map(RecipeDifferences::words).collect(Collectors.joining(", ")));
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> flat.put(path, words(json));
    }
  }

  /** Layers go by their names, so that one more of them does not make all others differ. */
  private static void addEach(String path, List<Json> items, Map<String, String> flat) {
    Map<String, Integer> seen = new HashMap<>();
    for (Json item : items) {
      Json.Obj object = item instanceof Json.Obj some ? some : Json.Obj.EMPTY.with("type", item);
      String key = object.get("name").isPresent() ? "name" : "type";
      String name = object.get(key).map(RecipeDifferences::words).orElse("item");
      int times = seen.merge(name, 1, Integer::sum);
      String place = path + "." + (times == 1 ? name : name + "-" + times);
      object
          .fields()
          .forEach(
              (field, value) -> {
                if (!field.equals(key)) { // which stands in the place already
                  add(place + "." + field, value, flat);
                }
              });
    }
  }

  private static boolean isObject(Json json) {
    return json instanceof Json.Obj;
  }

  private static String words(Json json) {
    return switch (json) {
      case Json.Str(String value) -> value.isEmpty() ? "none" : value;
      case Json.Num(String text) -> text;
      case Json.Bool(boolean value) -> String.valueOf(value);
      case Json.Null() -> "none";
      case Json.Arr _, Json.Obj _ -> json.compact();
    };
  }
}
