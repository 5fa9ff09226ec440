/**
 * Recipes: all that a model depends on, as a value and as a file. {@link dev.fovea.recipe.Recipes}
 * has those that come with Fovea, {@link dev.fovea.recipe.RecipeFile} reads and writes others, and
 * {@link dev.fovea.recipe.Recipe#trainer} makes a training of one.
 */
package dev.fovea.recipe;
