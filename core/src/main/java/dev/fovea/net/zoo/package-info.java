/**
 * Networks that have a name: those of the tutorials, and the classics.
 *
 * <p>{@code alexnet}, {@code vgg-11}, {@code vgg-16}, {@code googlenet} and {@code resnet-18} are
 * layer for layer what torchvision makes of them, under the same names: each tensor is called as in
 * the {@code state_dict} there, has the same sizes, and holds its numbers in the same order. So
 * trained parameters can be converted by writing them to a safetensors file as they are; only
 * {@code num_batches_tracked}, which every batch norm has there, is left out, and GoogLeNet's side
 * heads ({@code aux1}, {@code aux2}). The layers without parameters have torchvision's names too,
 * where it has any; where a layer is used twice there ({@code layer1.0.relu}) it is two here
 * ({@code layer1.0.relu1}, {@code layer1.0.relu2}), and functions are called by what they do
 * ({@code layer1.0.add}, {@code inception3a.concat}, {@code inception3a.branch1.relu}).
 *
 * <p>Torchvision trains these with inputs that are scaled channel by channel by the means 0.485,
 * 0.456, 0.406 and the deviations 0.229, 0.224, 0.225 of ImageNet; its GoogLeNet with pretrained
 * parameters scales by a mean and a deviation of 0.5 instead ({@code transform_input}).
 *
 * <p>The networks whose names end in {@code -32} are for 32 x 32 pixels, fit 28 x 28 too, and have
 * names in the same manner.
 */
package dev.fovea.net.zoo;
