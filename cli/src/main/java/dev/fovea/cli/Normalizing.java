package dev.fovea.cli;

import dev.fovea.data.Dataset;
import dev.fovea.data.Scaling;
import java.util.function.Supplier;

/** {@code --normalize}: how bytes become a network's inputs. */
enum Normalizing {
  /** As the network's recipe has it; MNIST's own numbers only for MNIST, else those of the data. */
  RECIPE {
    @Override
    Scaling scaling(Scaling recipe, String data, Supplier<Dataset> training) {
      boolean others = recipe.equals(Scaling.MNIST) && !data.equals("mnist");
      return others ? Scaling.of(training.get()) : recipe;
    }
  },
  /** From 0 to 1. */
  UNIT {
    @Override
    Scaling scaling(Scaling recipe, String data, Supplier<Dataset> training) {
      return Scaling.UNIT;
    }
  },
  /** By mean and deviation of the training images, channel by channel. */
  DATA {
    @Override
    Scaling scaling(Scaling recipe, String data, Supplier<Dataset> training) {
      return Scaling.of(training.get());
    }
  },
  /** Each image by its own mean and deviation. */
  IMAGE {
    @Override
    Scaling scaling(Scaling recipe, String data, Supplier<Dataset> training) {
      return Scaling.UNIT.standardized();
    }
  };

  abstract Scaling scaling(Scaling recipe, String data, Supplier<Dataset> training);
}
