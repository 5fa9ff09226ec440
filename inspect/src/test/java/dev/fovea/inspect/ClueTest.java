package dev.fovea.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.data.Dataset;
import dev.fovea.data.Scaling;
import dev.fovea.model.Model;
import dev.fovea.net.AdaptiveAvgPool2d;
import dev.fovea.net.BatchNorm2d;
import dev.fovea.net.Conv2d;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.MaxPool2d;
import dev.fovea.net.Network;
import dev.fovea.net.Relu;
import dev.fovea.net.Shape;
import dev.fovea.train.Trainer;
import dev.fovea.train.optimizer.Adam;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A network whose one class has nothing but a white square for a clue, somewhere in gray noise:
 * every way of asking why must point at the square.
 */
class ClueTest {

  private static final int SIZE = 16;
  private static final int SQUARE = 4;

  /** Pixels around the square that also count, as a filter's reach blurs every map. */
  private static final int AROUND = 2;

  private static final List<String> CLASSES = List.of("nothing", "square");

  /** An image with a square, and where. */
  private record Clue(byte[] image, int row, int column) {}

  private static Model model;
  private static final List<Clue> CLUES = new ArrayList<>();

  @BeforeAll
  static void train() {
    Random random = new Random(1);
    int images = 512;
    byte[] pixels = new byte[images * SIZE * SIZE];
    int[] labels = new int[images];
    for (int n = 0; n < images; n++) {
      labels[n] = n % 2;
      byte[] image = labels[n] == 1 ? clue(random).image() : noise(random);
      System.arraycopy(image, 0, pixels, n * image.length, image.length);
    }
    Network network =
        Network.of(
            "clue",
            new Shape(1, SIZE, SIZE),
            new Conv2d(8, 3).withPadding(1).withoutBias(),
            new BatchNorm2d(),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(8, 3).withPadding(1),
            new Relu(),
            new AdaptiveAvgPool2d(1, 1),
            new Flatten(),
            new Dense(2));
    Dataset train = new Dataset("clues", 1, SIZE, SIZE, pixels, labels, CLASSES);
    model =
        Trainer.of(network)
            .scaling(Scaling.UNIT)
            .optimizer(new Adam(0.01))
            .batch(32)
            .epochs(8)
            .seed(1)
            .fit(train)
            .model();
    for (int n = 0; n < 20; n++) {
      CLUES.add(clue(random));
    }
  }

  private static byte[] noise(Random random) {
    byte[] image = new byte[SIZE * SIZE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.nextInt(150);
    }
    return image;
  }

  private static Clue clue(Random random) {
    byte[] image = noise(random);
    int row = random.nextInt(SIZE - SQUARE + 1);
    int column = random.nextInt(SIZE - SQUARE + 1);
    for (int i = 0; i < SQUARE * SQUARE; i++) {
      image[(row + i / SQUARE) * SIZE + column + i % SQUARE] = (byte) 255;
    }
    return new Clue(image, row, column);
  }

  @Test
  void theNetworkKnowsTheClue() {
    for (Clue clue : CLUES) {
      assertThat(model.predict(clue.image()).best().name()).isEqualTo("square");
    }
  }

  @Test
  void gradCamPointsAtIt() {
    GradCam cam = GradCam.of(model);
    assertThat(cam.layer()).isEqualTo("conv2");
    for (Clue clue : CLUES) {
      lightsUp(cam.of(clue.image(), 1).resized(SIZE, SIZE), clue, 4);
    }
  }

  @Test
  void saliencyPointsAtIt() {
    Saliency saliency = Saliency.of(model);
    for (Clue clue : CLUES) {
      for (Saliency.Kind kind : Saliency.Kind.values()) {
        lightsUp(saliency.of(clue.image(), 1, kind), clue, 2);
      }
    }
  }

  @Test
  void occlusionPointsAtIt() {
    Occlusion occlusion = new Occlusion(4, 2);
    for (Clue clue : CLUES) {
      Grid map = occlusion.of(model, clue.image(), 1, 2);
      lightsUp(map, clue, 4);
    }
  }

  /**
   * The mean at the square is so many times that elsewhere, and the brightest place of the map lies
   * there: seen from a little way off, as single pixels of a gradient are noise.
   */
  private static void lightsUp(Grid map, Clue clue, double times) {
    Grid blurred = FixedFilters.BLUR.apply(FixedFilters.BLUR.apply(map));
    double inside = 0;
    double outside = 0;
    int insideCount = 0;
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        boolean in =
            row >= clue.row() - AROUND
                && row < clue.row() + SQUARE + AROUND
                && column >= clue.column() - AROUND
                && column < clue.column() + SQUARE + AROUND;
        inside += in ? map.at(row, column) : 0;
        outside += in ? 0 : map.at(row, column);
        insideCount += in ? 1 : 0;
        if (blurred.at(row, column) == blurred.largest()) {
          assertThat(in).as("%d, %d of a square at %s", row, column, clue).isTrue();
        }
      }
    }
    double elsewhere = outside / (SIZE * SIZE - insideCount);
    assertThat(inside / insideCount).as("square at %s", clue).isGreaterThan(times * elsewhere);
  }
}
