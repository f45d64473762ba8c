package org.concurrencybench.suite.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.concurrencybench.system.machine.UnitSpeed;
import org.concurrencybench.system.os.CpuSet;

/** A unit of computation, measured some times in a row as around windows. */
record UnitTrials(List<UnitSpeed> trials) {

  private static final int TRIALS = 10;
  private static final Duration PAUSE = Duration.ofMillis(50);

  static UnitTrials run(CpuSet cpus) throws InterruptedException {
    UnitSpeed.warmUp(cpus);
    List<UnitSpeed> trials = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      trials.add(UnitSpeed.of(cpus, UnitSpeed.BRACKET));
      // Apart from each other, as windows are: one neighbour's moment is not to be all of them.
      Thread.sleep(PAUSE);
    }
    return new UnitTrials(trials);
  }

  /** The median of each CPU. */
  Map<String, Double> microsByCpu() {
    Map<String, Double> medians = new TreeMap<>();
    for (int cpu : trials.getFirst().microsByCpu().keySet()) {
      medians.put(
          Integer.toString(cpu), of(cpu).sorted().skip(TRIALS / 2).findFirst().orElseThrow());
    }
    return medians;
  }

  /**
   * From the fastest to the slowest, as a fraction of the fastest, of the CPU that differed most.
   */
  double spreadFraction() {
    return trials.getFirst().microsByCpu().keySet().stream()
        .mapToDouble(cpu -> of(cpu).max().orElseThrow() / of(cpu).min().orElseThrow() - 1)
        .max()
        .orElseThrow();
  }

  private DoubleStream of(int cpu) {
    return trials.stream().mapToDouble(trial -> trial.microsByCpu().get(cpu));
  }
}
