package org.concurrencybench.suite.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.concurrencybench.suite.process.ParentWatch;
import org.concurrencybench.system.os.ResourceUsage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * CPU time and OS context switches of the whole process for one operation, beside the score, which
 * is time. It holds everything that runs in the JVM: the benchmark, the threads it works with, the
 * collector, the compilers.
 *
 * <pre>
 * -prof org.concurrencybench.suite.micro.CostProfiler
 * </pre>
 */
public final class CostProfiler implements InternalProfiler {

  /** Microseconds of CPU for one operation. */
  public static final String CPU = "process.cpu";

  /** OS context switches for one operation, voluntary and involuntary. */
  public static final String SWITCHES = "process.switches";

  private @Nullable ResourceUsage before;

  /** For JMH, which makes one in every fork: that ends with its launcher. */
  public CostProfiler() {
    ParentWatch.startInFork();
  }

  @Override
  public String getDescription() {
    return "CPU time and OS context switches of the process per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = ResourceUsage.now();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    ResourceUsage after = ResourceUsage.now();
    long operations = result.getMetadata().getAllOps();
    if (before == null || operations == 0) {
      return List.of();
    }
    List<Result<?>> costs = new ArrayList<>();
    double cpuMicros = (after.cpuNanos() - before.cpuNanos()) / 1e3;
    costs.add(cost(CPU, cpuMicros / operations, "us/op"));
    Long switchesBefore = switches(before);
    Long switchesAfter = switches(after);
    if (switchesBefore != null && switchesAfter != null) {
      costs.add(cost(SWITCHES, (double) (switchesAfter - switchesBefore) / operations, "#/op"));
    }
    return costs;
  }

  private static @Nullable Long switches(ResourceUsage usage) {
    Long voluntary = usage.voluntarySwitches();
    Long involuntary = usage.involuntarySwitches();
    return voluntary == null || involuntary == null ? null : voluntary + involuntary;
  }

  private static Result<?> cost(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
