package dev.fovea.engine;

import dev.fovea.bench.KernelTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every benchmark runs, so that it cannot rot. */
class StepBenchmarkTest {

  static List<String> work() {
    return KernelTable.allWork();
  }

  @ParameterizedTest
  @MethodSource("work")
  void runs(String work) {
    StepBenchmark benchmark = new StepBenchmark();
    benchmark.work = work;
    benchmark.setup();
    benchmark.run();
  }
}
