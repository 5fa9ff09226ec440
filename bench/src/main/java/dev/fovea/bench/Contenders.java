package dev.fovea.bench;

import dev.fovea.data.InputException;
import dev.fovea.net.BatchNorm2d;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All sides that the race knows, with the settings that were found best for each.
 *
 * @param home the repository
 * @param scratch where processes may write
 * @param avx2 whether all are held to vectors of 256 bits
 */
record Contenders(Path home, Path scratch, boolean avx2) {

  private static final int THREADS = 2;

  /** Seconds of warm-up: the JVM compiles what Fovea runs. */
  private static final double COMPILED = 5;

  /** Native code is there already; the little Java around it is compiled by then. */
  private static final double NATIVE = 3;

  /** One arena, and freed memory kept: most of what a step allocates was freed by the last one. */
  static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_TRIM_THRESHOLD_", "2000000000",
          "MALLOC_MMAP_THRESHOLD_", "1000000000",
          "MALLOC_TOP_PAD_", "67108864");

  /** For PyTorch's libtorch: its BLAS leaves the threads to OpenMP instead of adding its own. */
  static final Map<String, String> TORCH = torch();

  /** How it is told. */
  private static final String TORCH_SETTINGS =
      "channels last, malloc tuned, OPENBLAS_NUM_THREADS=1";

  private static Map<String, String> torch() {
    Map<String, String> all = new HashMap<>(MALLOC);
    all.put("OPENBLAS_NUM_THREADS", "1");
    return Map.copyOf(all);
  }

  /**
   * The side called {@code name}.
   *
   * @throws InputException if there is none
   */
  Contender find(String name) {
    return switch (name) {
      case "fovea" -> fovea(name, THREADS, "the launcher's flags", Jvm.launcherFlags());
      case "plain" -> fovea(name, THREADS, "no flag but --add-modules", Jvm.PLAIN);
      case "one-thread" -> fovea(name, 1, "the launcher's flags, 1 thread", Jvm.launcherFlags());
      case "djl" -> djl(name, "as it comes", Map.of());
      case "djl-malloc" -> djl(name, "malloc tuned", MALLOC);
      case "tensorflow" ->
          peer(name, "static graph", "tensorflow", "tensorflow.TensorFlowPeer", Map.of());
      case "javacpp" -> peer(name, TORCH_SETTINGS, "javacpp", "javacpp.JavaCppPeer", TORCH);
      case "onednn" ->
          withoutBatchNorm(
              peer(name, "blocked layouts, ReLU fused", "onednn", "onednn.OneDnnPeer", Map.of()));
      case "pytorch" -> pytorch(name);
      default -> throw new InputException("bench/race does not know a side called " + name);
    };
  }

  private Contender fovea(String name, int threads, String settings, List<String> flags) {
    List<String> command = Jvm.command(flags, FoveaSide.class);
    Contender.Launcher launcher =
        (mode, heat) -> {
          if (mode == Contender.Mode.ONCE) {
            return name.equals("fovea") ? wholeFovea() : List.of();
          }
          return with(command, word(mode), heat.name(), "" + threads);
        };
    return new Contender(
        name, settings, environment(Map.of()), COMPILED, launcher, Optional.empty());
  }

  /** The command as a user starts it: the launcher, the JVM, the data, the model's files. */
  private List<String> wholeFovea() {
    String fovea = home.resolve("fovea").toString();
    String out = scratch.resolve("run").toString();
    return List.of(
        fovea,
        "train",
        "--epochs",
        "1",
        "--quiet",
        "--no-report",
        "--threads",
        "" + THREADS,
        "--overwrite",
        "--out",
        out);
  }

  private Contender djl(String name, String settings, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    // Where it unpacks its native code: not into the user's home.
    all.put("DJL_CACHE_DIR", home.resolve("bench/djl/target/cache").toString());
    all.put("DJL_OFFLINE", "true");
    return peer(name, settings, "djl", "djl.DjlPeer", all);
  }

  private Contender peer(
      String name, String settings, String module, String main, Map<String, String> environment) {
    Path target = home.resolve("bench").resolve(module).resolve("target");
    Path list = target.resolve("classpath.txt");
    if (!Files.exists(list)) {
      return Contender.missing(name, "its build failed, see bench/" + module + "/target/build.log");
    }
    List<String> command =
        List.of(
            Jvm.java(),
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dai.djl.pytorch.num_threads=" + THREADS,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.bytedeco.javacpp.cachedir=" + target.resolve("cache"),
            "-cp",
            target.resolve("classes") + ":" + read(list).strip(),
            "dev.fovea.bench." + main);
    Contender.Launcher launcher =
        (mode, heat) -> with(command, word(mode), heat.name(), "" + THREADS);
    return new Contender(
        name, settings, environment(environment), NATIVE, launcher, Optional.empty());
  }

  /** A side that sits out where there is batch norm. */
  private static Contender withoutBatchNorm(Contender side) {
    Contender.Launcher launcher =
        (mode, heat) -> {
          boolean norm =
              heat.network().nodes().stream().anyMatch(node -> node.layer() instanceof BatchNorm2d);
          return norm ? List.of() : side.launcher().command(mode, heat);
        };
    return new Contender(
        side.name(), side.settings(), side.environment(), side.warm(), launcher, side.missing());
  }

  private Contender pytorch(String name) {
    Optional<String> python = Python.withTorch();
    if (python.isEmpty()) {
      return Contender.missing(name, "no python3 here can import torch (apt: python3-torch)");
    }
    List<String> command = List.of(python.get(), home.resolve("bench/pytorch/peer.py").toString());
    Path digits = home.resolve("mnist/src/main/resources/dev/fovea/mnist");
    Contender.Launcher launcher =
        (mode, heat) ->
            with(command, word(mode), Python.describe(heat, digits).compact(), "" + THREADS);
    return new Contender(
        name, TORCH_SETTINGS, environment(TORCH), NATIVE, launcher, Optional.empty());
  }

  private Map<String, String> environment(Map<String, String> own) {
    Map<String, String> all = new HashMap<>(own);
    all.put("OMP_NUM_THREADS", "" + THREADS);
    if (avx2) {
      all.put("JDK_JAVA_OPTIONS", "-XX:UseAVX=2");
      all.put("ATEN_CPU_CAPABILITY", "avx2");
      all.put("ONEDNN_MAX_CPU_ISA", "AVX2");
      all.put("DNNL_MAX_CPU_ISA", "AVX2"); // oneDNN's older name
      all.put("MKL_ENABLE_INSTRUCTIONS", "AVX2");
      all.put("OPENBLAS_CORETYPE", "Haswell");
    }
    return all;
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }

  private static String word(Contender.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
