package dev.fovea.data;

import java.util.List;

/** What is known of labelled images before one of them is seen, in memory or not. */
public sealed interface ImageSet permits Dataset, ImageStream {

  /** What it is called in messages: {@code mnist}. */
  String name();

  /** Channels of an image: 1 for gray, 3 for colour. */
  int channels();

  /** Rows of an image. */
  int height();

  /** Columns of an image. */
  int width();

  /** Bytes of one image: channels x height x width. */
  int imageSize();

  /** How many images there are. */
  long count();

  /** The names of the classes, by label. */
  List<String> classes();

  /**
   * How these images were made of pictures, so that a model trained on them can be shown a user's.
   */
  Preparation preparation();
}
