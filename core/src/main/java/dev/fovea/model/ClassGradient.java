package dev.fovea.model;

import dev.fovea.net.Shape;

/**
 * How the logit of one class changes with the image and with what a layer makes of it: see {@link
 * Gradients}. All numbers lie {@code [channel][row][column]}; the arrays are not copied.
 *
 * @param label the class
 * @param logit its number before any softmax
 * @param inputShape the shape of the image
 * @param inputs the image as the network takes it, after {@link dev.fovea.data.Scaling}
 * @param inputGradient of the logit by each input
 * @param layerShape the shape of what the layer makes
 * @param activations what it makes
 * @param gradient of the logit by each activation
 */
public record ClassGradient(
    int label,
    float logit,
    Shape inputShape,
    float[] inputs,
    float[] inputGradient,
    Shape layerShape,
    float[] activations,
    float[] gradient) {}
