package dev.fovea.sources.cifar;

import java.util.List;

/**
 * One of the two data sets.
 *
 * @param title what it is called
 * @param labels bytes of labels before the pixels of an image; the last of them is the class
 * @param groups how many values the first of two labels has; 0 where there is only one
 * @param training the files of the training part
 * @param test the file of the test part
 * @param namesFile the file of the classes' names
 * @param names of the classes, as the authors have them
 */
record CifarKind(
    String title,
    int labels,
    int groups,
    List<String> training,
    String test,
    String namesFile,
    List<String> names) {

  /** Ten classes, one label. */
  static final CifarKind TEN =
      new CifarKind(
          "CIFAR-10",
          1,
          0,
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          "test_batch.bin",
          "batches.meta.txt",
          List.of(
              "airplane",
              "automobile",
              "bird",
              "cat",
              "deer",
              "dog",
              "frog",
              "horse",
              "ship",
              "truck"));

  /** A hundred classes in twenty groups: first the label of the group, then that of the class. */
  static final CifarKind HUNDRED =
      new CifarKind(
          "CIFAR-100",
          2,
          20,
          List.of("train.bin"),
          "test.bin",
          "fine_label_names.txt",
          List.of(
              """
          apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle
          bowl boy bridge bus butterfly camel can castle caterpillar cattle
          chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur
          dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard
          lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain
          mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree
          plain plate poppy porcupine possum rabbit raccoon ray road rocket
          rose sea seal shark shrew skunk skyscraper snail snake spider
          squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor
          train trout tulip turtle wardrobe whale willow_tree wolf woman worm
          """
                  .strip()
                  .split("\\s+")));

  static final List<CifarKind> BOTH = List.of(TEN, HUNDRED);
  static final int SIDE = 32;
  static final int PIXELS = 3 * SIDE * SIDE;

  /** Bytes of an image with its labels. */
  int imageBytes() {
    return labels + PIXELS;
  }

  /** Whether the labels that start at {@code at} can be such. */
  boolean fits(byte[] bytes, int at) {
    boolean group = groups == 0 || Byte.toUnsignedInt(bytes[at]) < groups;
    return group && Byte.toUnsignedInt(bytes[at + labels - 1]) < names.size();
  }
}
