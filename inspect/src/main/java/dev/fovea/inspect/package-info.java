/**
 * Looking inside a trained model: what it learned, where it fails, and why. Everything here is
 * numbers; who draws them stands on top.
 *
 * <p>How good it is: {@link dev.fovea.inspect.Predictions} of a set of images are the ground of
 * {@link dev.fovea.inspect.ClassReport}, {@link dev.fovea.inspect.ConfusionMatrix}, {@link
 * dev.fovea.inspect.Calibration} and {@link dev.fovea.inspect.Mistakes}; of several models, of
 * {@link dev.fovea.inspect.McNemar} and {@link dev.fovea.inspect.Disagreements}. What it sees:
 * {@link dev.fovea.inspect.Filters}, {@link dev.fovea.inspect.FeatureMaps}. Why it says so: {@link
 * dev.fovea.inspect.GradCam}, {@link dev.fovea.inspect.Saliency}, {@link
 * dev.fovea.inspect.Occlusion}. Where images lie: {@link dev.fovea.inspect.Embedding} by {@link
 * dev.fovea.inspect.Pca} or {@link dev.fovea.inspect.Tsne}.
 */
package dev.fovea.inspect;
