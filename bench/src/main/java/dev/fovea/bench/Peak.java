package dev.fovea.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most fused multiply-adds that this machine does in a second, with vectors of the width that
 * the JVM prefers: what the GFLOP/s of everything else are a part of. Prints {@code peak1 GFLOPS}
 * for one thread and {@code peak2 GFLOPS} for two.
 */
final class Peak {

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int SUMS = 12;
  private static final int ROUNDS = 10_000_000;
  private static final int SAMPLES = 15;

  private static volatile float sink;

  private Peak() {}

  /** Measures and prints. */
  public static void main(String[] args) throws InterruptedException {
    for (int warm = 0; warm < 10; warm++) {
      gigaflops(1);
    }
    for (int threads = 1; threads <= 2; threads++) {
      List<Double> samples = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        samples.add(gigaflops(threads));
      }
      // The most that was seen: a sample that something disturbed is no peak.
      double peak = Collections.max(samples);
      System.out.println(String.format(Locale.ROOT, "peak%d %.1f", threads, peak));
    }
  }

  private static double gigaflops(int threads) throws InterruptedException {
    List<Thread> team = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < threads; i++) {
      team.add(Thread.ofPlatform().start(() -> sink = multiplyAdd(0.001f, ROUNDS)));
    }
    for (Thread thread : team) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    return 2.0 * S.length() * SUMS * ROUNDS * threads / seconds * 1e-9;
  }

  /** Twelve independent sums: more than an FMA's latency times the FMAs begun in a cycle. */
  private static float multiplyAdd(float value, int rounds) {
    FloatVector x = FloatVector.broadcast(S, value);
    // All different, so that the compiler cannot find them to be one.
    FloatVector s0 = FloatVector.broadcast(S, 0f);
    FloatVector s1 = FloatVector.broadcast(S, 1f);
    FloatVector s2 = FloatVector.broadcast(S, 2f);
    FloatVector s3 = FloatVector.broadcast(S, 3f);
    FloatVector s4 = FloatVector.broadcast(S, 4f);
    FloatVector s5 = FloatVector.broadcast(S, 5f);
    FloatVector s6 = FloatVector.broadcast(S, 6f);
    FloatVector s7 = FloatVector.broadcast(S, 7f);
    FloatVector s8 = FloatVector.broadcast(S, 8f);
    FloatVector s9 = FloatVector.broadcast(S, 9f);
    FloatVector s10 = FloatVector.broadcast(S, 10f);
    FloatVector s11 = FloatVector.broadcast(S, 11f);
    for (int i = 0; i < rounds; i++) {
      s0 = x.fma(x, s0);
      s1 = x.fma(x, s1);
      s2 = x.fma(x, s2);
      s3 = x.fma(x, s3);
      s4 = x.fma(x, s4);
      s5 = x.fma(x, s5);
      s6 = x.fma(x, s6);
      s7 = x.fma(x, s7);
      s8 = x.fma(x, s8);
      s9 = x.fma(x, s9);
      s10 = x.fma(x, s10);
      s11 = x.fma(x, s11);
    }
    FloatVector a = s0.add(s1).add(s2).add(s3).add(s4).add(s5);
    FloatVector b = s6.add(s7).add(s8).add(s9).add(s10).add(s11);
    return a.add(b).reduceLanes(VectorOperators.ADD);
  }
}
