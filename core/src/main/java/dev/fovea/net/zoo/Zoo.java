package dev.fovea.net.zoo;

import dev.fovea.net.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The networks that have a name. Each can be {@link Network#fittedTo fitted} to other images and
 * another number of classes, where its layers can take them.
 */
public final class Zoo {

  private static final String TORCHVISION = "The layers and their names are torchvision's.";

  private Zoo() {}

  /** The default: the small network of the first tutorial, 21,840 parameters. */
  public static Network lenet() {
    return Tutorials.lenet();
  }

  /**
   * The network of the drawing tutorial, 34,808 parameters. There it ends in a log-softmax and the
   * negative log-likelihood; here it ends in the logits and cross-entropy, which is the same.
   */
  public static Network doodle() {
    return Tutorials.doodle();
  }

  /** The network of the clothing tutorial, 28,938 parameters. */
  public static Network fashion() {
    return Tutorials.fashion();
  }

  /** The layers of {@link #fashion}, for digits, 28,938 parameters. */
  public static Network digits1632() {
    return Tutorials.digits1632();
  }

  /** The network of the deep digits tutorial, with dropout, 3,304,426 parameters. */
  public static Network digitsDeep() {
    return Tutorials.digitsDeep();
  }

  /**
   * LeNet-5 (LeCun, Bottou, Bengio and Haffner, 1998) in the form that is usual today, 61,706
   * parameters: tanh, mean pooling without parameters, full connections, logits at the end.
   */
  public static Network lenet5() {
    return LeNet5.lenet5();
  }

  /** {@link #lenet5} with the sigmoid in tanh's place; see its {@link ZooEntry#notes notes}. */
  public static Network lenet5Sigmoid() {
    return LeNet5.lenet5Sigmoid();
  }

  /**
   * AlexNet as torchvision has it, for 224 x 224 pixels and 1000 classes, 61,100,840 parameters.
   */
  public static Network alexnet() {
    return AlexNet.alexnet();
  }

  /** AlexNet for 32 x 32 pixels and 10 classes, 5,871,434 parameters. */
  public static Network alexnetFor32() {
    return AlexNet.alexnetFor32();
  }

  /**
   * VGG-11 as torchvision has it, for 224 x 224 pixels and 1000 classes, 132,863,336 parameters.
   */
  public static Network vgg11() {
    return Vgg.vgg11();
  }

  /** VGG-11 with batch norm for 32 x 32 pixels and 10 classes, 9,231,114 parameters. */
  public static Network vgg11For32() {
    return Vgg.vgg11For32();
  }

  /**
   * VGG-16 as torchvision has it, for 224 x 224 pixels and 1000 classes, 138,357,544 parameters.
   */
  public static Network vgg16() {
    return Vgg.vgg16();
  }

  /** VGG-16 with batch norm for 32 x 32 pixels and 10 classes, 14,728,266 parameters. */
  public static Network vgg16For32() {
    return Vgg.vgg16For32();
  }

  /**
   * GoogLeNet as torchvision has it, without the side heads, for 224 x 224 pixels and 1000 classes,
   * 6,624,904 parameters.
   */
  public static Network googlenet() {
    return GoogLeNet.googlenet();
  }

  /** GoogLeNet for 32 x 32 pixels and 10 classes, 5,490,986 parameters. */
  public static Network googlenetFor32() {
    return GoogLeNet.googlenetFor32();
  }

  /**
   * ResNet-18 as torchvision has it, for 224 x 224 pixels and 1000 classes, 11,689,512 parameters.
   */
  public static Network resnet18() {
    return ResNet.resnet18();
  }

  /** ResNet-18 for 32 x 32 pixels and 10 classes, 11,173,962 parameters. */
  public static Network resnet18For32() {
    return ResNet.resnet18For32();
  }

  /** What there is: the networks of the tutorials in their order, then by age. */
  public static List<ZooEntry> entries() {
    return List.of(
        entry("lenet", Zoo::lenet, "first digits tutorial; the default"),
        entry("doodle", Zoo::doodle, "drawings tutorial"),
        entry("fashion", Zoo::fashion, "clothing tutorial"),
        entry("digits-16-32", Zoo::digits1632, "the same layers, for digits"),
        entry("digits-deep", Zoo::digitsDeep, "deep digits tutorial, dropout"),
        entry(
            "lenet-5",
            Zoo::lenet5,
            "LeCun et al. 1998, with tanh",
            "The usual form of today: in the paper pooling has parameters, the second convolution",
            "sees some of the channels only, and the end is made of radial basis functions. For",
            "28 x 28 pixels, which the first convolution pads to the paper's 32 x 32."),
        entry(
            "lenet-5-sigmoid",
            Zoo::lenet5Sigmoid,
            "lenet-5 with sigmoids for tanh",
            "As some textbooks have it. Train it with Adam, or with SGD at a rate of 0.5 to 1: at",
            "lower ones it stays where it began."),
        entry(
            "alexnet",
            Zoo::alexnet,
            "Krizhevsky et al. 2012 and 2014",
            TORCHVISION,
            "Unlike the paper of 2012 it has no local response normalisation, and its widths are",
            "those of the paper of 2014 (\"One weird trick\")."),
        entry(
            "alexnet-32",
            Zoo::alexnetFor32,
            "alexnet for small images",
            "The first convolution is 5x5 with stride 1, the dense layers have 1024 features."),
        entry(
            "vgg-11",
            Zoo::vgg11,
            "Simonyan and Zisserman 2014",
            TORCHVISION,
            "They are the paper's configuration A."),
        entry(
            "vgg-11-32",
            Zoo::vgg11For32,
            "vgg-11, batch norm, small images",
            "As usual for CIFAR: batch norm after each convolution, one dense layer at the end."),
        entry(
            "vgg-16",
            Zoo::vgg16,
            "Simonyan and Zisserman 2014",
            TORCHVISION,
            "They are the paper's configuration D."),
        entry(
            "vgg-16-32",
            Zoo::vgg16For32,
            "vgg-16, batch norm, small images",
            "As usual for CIFAR: batch norm after each convolution, one dense layer at the end."),
        entry(
            "googlenet",
            Zoo::googlenet,
            "Szegedy et al. 2014",
            TORCHVISION,
            "Unlike the paper it has batch norm (epsilon 0.001) after each convolution, 3x3 where",
            "the paper has 5x5, no local response normalisation, dropout 0.2 rather than 0.4, and",
            "no side heads."),
        entry(
            "googlenet-32",
            Zoo::googlenetFor32,
            "googlenet for small images",
            "As usual for CIFAR: one 3x3 convolution of 192 filters before the inception blocks."),
        entry(
            "resnet-18",
            Zoo::resnet18,
            "He et al. 2015",
            TORCHVISION,
            "They are the paper's, with 1x1 convolutions where a shortcut changes its size."),
        entry(
            "resnet-18-32",
            Zoo::resnet18For32,
            "resnet-18 for small images",
            "As usual for CIFAR: the first convolution is 3x3 with stride 1, and no pooling."));
  }

  private static ZooEntry entry(
      String name, Supplier<Network> maker, String about, String... notes) {
    return new ZooEntry(name, about, String.join(" ", notes), maker);
  }

  /** All of them, in the order of {@link #entries}. */
  public static List<Network> all() {
    return entries().stream().map(ZooEntry::network).toList();
  }

  /** Those of the tutorials, in their order: small enough to train at once. */
  public static List<Network> tutorials() {
    return List.of(lenet(), doodle(), fashion(), digits1632(), digitsDeep());
  }

  /** The network called {@code name}, if there is one. */
  public static Optional<Network> find(String name) {
    return entry(name).map(ZooEntry::network);
  }

  /** What there is under {@code name}, if anything. */
  public static Optional<ZooEntry> entry(String name) {
    return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
