package dev.fovea.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.data.Dataset;
import dev.fovea.data.ImageStream;
import dev.fovea.data.InputException;
import dev.fovea.engine.NoThreadIsLeft;
import dev.fovea.net.Dense;
import dev.fovea.net.Flatten;
import dev.fovea.net.Network;
import dev.fovea.net.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ends a training on a stream early, and that nothing is left behind. */
@Timeout(30)
@ExtendWith(NoThreadIsLeft.class)
class StreamFailureTest {

  private static final int IMAGES = 100;
  private static final Network NETWORK =
      Network.of("line", new Shape(1, 3, 3), new Flatten(), new Dense(2));
  private static final Dataset DATA =
      new Dataset("zeros", 1, 3, 3, new byte[IMAGES * 9], new int[IMAGES], List.of("a", "b"));

  private final List<EpochResult> epochs = new ArrayList<>();

  /** Windows of 20 images: five an epoch. */
  private Trainer trainer() {
    return Trainer.of(NETWORK)
        .batch(10)
        .window(20)
        .epochs(3)
        .threads(2)
        .listener(TrainingListener.onEpoch(epochs::add));
  }

  @Test
  void anErrorInTheMiddle() {
    InputException failure = new InputException("zeros.npy cannot be read at image 40");
    // The eighth window is the third of the second epoch.
    FakeStream stream = FakeStream.failing(DATA, 8, failure);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().fit(stream))
        .withMessage("zeros.npy cannot be read at image 40")
        .withCause(failure);
    assertThat(epochs).extracting(EpochResult::epoch).containsExactly(1);
  }

  /** What was read before an error is trained on before it is told, however fast it is read. */
  @Test
  void anErrorComesAtItsPlace() {
    for (int number = 1; number <= 15; number++) {
      AtomicInteger batches = new AtomicInteger();
      TrainingListener count =
          new TrainingListener() {
            @Override
            public void batch(int epoch, int batch, int all, double loss) {
              batches.incrementAndGet();
            }
          };
      FakeStream stream = FakeStream.failing(DATA, number, new InputException("broken"));
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> trainer().listener(count).fit(stream));
      assertThat(batches).hasValue(2 * (number - 1));
    }
  }

  @Test
  void aMistakeOfTheStreamsOwn() {
    RuntimeException failure = new IllegalStateException("a slip");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> trainer().fit(FakeStream.failing(DATA, 3, failure)))
        .withMessageContaining("a slip")
        .withCause(failure);
  }

  @Test
  void aLabelOutOfRangeInALateWindow() {
    int[] labels = new int[IMAGES];
    FakeStream good =
        new FakeStream(new Dataset("zeros", 1, 3, 3, DATA.pixels(), labels, DATA.classes()));
    labels[93] = 2; // after the data set was checked, as a file changes
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().fit(good))
        .withMessage(
            "zeros: image 93 has label 2, but the classes go from 0 to 1: mend its labels");
    labels[93] = -1;
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().fit(good))
        .withMessageContaining("image 93 has label -1");
    assertThat(epochs).isEmpty();
  }

  @Test
  void stopping() {
    FakeStream stream = new FakeStream(DATA);
    AtomicInteger asked = new AtomicInteger();
    TrainingResult result = trainer().stopWhen(() -> asked.incrementAndGet() > 15).fit(stream);
    assertThat(result.stopped()).isTrue();
    assertThat(result.history()).hasSize(1);
    assertThat(stream.reads).as("of 15").hasSizeLessThan(12);
  }

  /** A disk that does not answer: the training asks whether to stop all the same. */
  @Test
  void stoppingWhileNothingComes() {
    CountDownLatch stopped = new CountDownLatch(1);
    FakeStream stream =
        new FakeStream(
            DATA,
            end -> {
              try {
                if (end == 80) {
                  stopped.await();
                }
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    int[] batches = {0};
    TrainingListener count =
        new TrainingListener() {
          @Override
          public void batch(int epoch, int batch, int all, double loss) {
            batches[0]++;
          }
        };
    BooleanSupplier stop =
        () -> {
          boolean nothingLeft = batches[0] == 6; // of the three windows that came
          if (nothingLeft) {
            stopped.countDown();
          }
          return nothingLeft;
        };
    TrainingResult result = trainer().listener(count).stopWhen(stop).fit(stream);
    assertThat(result.stopped()).isTrue();
    assertThat(batches[0]).isEqualTo(6);
  }

  @Test
  void anInterruptIsLeftToTheCaller() {
    Thread.currentThread().interrupt();
    TrainingResult result = trainer().fit(new FakeStream(DATA));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.history()).hasSize(3);
  }

  @Test
  void aListenerThatFails() {
    TrainingListener broken =
        TrainingListener.onEpoch(
            _ -> {
              throw new IllegalStateException("full");
            });
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> trainer().listener(broken).fit(new FakeStream(DATA)))
        .withMessage("full");
  }

  @Test
  void aWindowThatNoMemoryHolds() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().window(Integer.MAX_VALUE).fit(new Endless(DATA)))
        .withMessageContaining(
            "a window of 2147483650 images of zeros needs two buffers of 19.33 GB")
        .withMessageContaining("choose a smaller window or batch, or give Java more with -Xmx");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().window(0))
        .withMessage("the window must be at least 1, not 0");
  }

  @Test
  void moreStepsThanCanBeCounted() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> trainer().batch(1).fit(new Endless(DATA)))
        .withMessageContaining("choose a larger batch");
  }

  /** 2^33 images that nobody can have in memory. */
  private record Endless(Dataset data) implements ImageStream {

    @Override
    public String name() {
      return data.name();
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int height() {
      return 3;
    }

    @Override
    public int width() {
      return 3;
    }

    @Override
    public long count() {
      return 1L << 33;
    }

    @Override
    public List<String> classes() {
      return data.classes();
    }

    @Override
    public void read(long first, int count, byte[] pixels, int[] labels, int at) {
      throw new AssertionError("nothing is read");
    }

    @Override
    public void close() {}
  }
}
