package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.report.run.MicroResult;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.suite.micro.CostProfiler;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

class MicroResultsTest {

  private static final String PACKAGE = "org.concurrencybench.suite.micro.";

  @Test
  void meanAndIntervalAreThoseOfJmh() {
    BenchmarkResult result = result(100, 102, 104);

    MicroResult micro = MicroResults.of(result);

    assertThat(micro.benchmark()).isEqualTo("HandOff.pingPong");
    assertThat(micro.parameters())
        .isEqualTo(Parameters.NONE.with("cpus", "1").with("kind", "ONE_LOOP"));
    assertThat(micro.mode()).isEqualTo("avgt");
    assertThat(micro.unit()).isEqualTo("ns/op");
    assertThat(micro.forks()).isEqualTo(3);
    assertThat(micro.iterations()).isEqualTo(5);
    assertThat(micro.score()).isEqualTo(102);
    // Student's t of 0.9995 with two degrees of freedom is 31.6; the standard error is 2/sqrt(3).
    assertThat(micro.scoreError()).isBetween(36.4, 36.6);
    assertThat(micro.cpuMicrosPerOperation()).isEqualTo(0.25);
    assertThat(micro.switchesPerOperation()).isNull();
  }

  @Test
  void oneIterationHasNoInterval() {
    assertThat(MicroResults.of(result(100)).scoreError()).isNull();
  }

  @Test
  void titleNamesTheParameters() {
    assertThat(MicroResults.title(params())).isEqualTo("HandOff.pingPong cpus=1 kind=ONE_LOOP");
  }

  private static BenchmarkResult result(int... nanos) {
    List<IterationResult> iterations = new ArrayList<>();
    for (int value : nanos) {
      var iteration =
          new IterationResult(
              params(), params().getMeasurement(), new IterationResultMetaData(1, 1));
      iteration.addResult(
          new AverageTimeResult(ResultRole.PRIMARY, "x", 1, value, TimeUnit.NANOSECONDS));
      iteration.addResult(new ScalarResult(CostProfiler.CPU, 0.25, "us/op", AggregationPolicy.AVG));
      iterations.add(iteration);
    }
    return new BenchmarkResult(params(), iterations);
  }

  private static BenchmarkParams params() {
    var workload = new WorkloadParams();
    workload.put("cpus", "1", 0);
    workload.put("kind", "ONE_LOOP", 1);
    return new BenchmarkParams(
        PACKAGE + "HandOff.pingPong",
        "",
        true,
        1,
        new int[] {1},
        List.of(),
        3,
        0,
        new IterationParams(IterationType.WARMUP, 0, TimeValue.NONE, 1),
        new IterationParams(IterationType.MEASUREMENT, 5, TimeValue.seconds(1), 1),
        Mode.AverageTime,
        workload,
        TimeUnit.NANOSECONDS,
        1,
        "java",
        List.of(),
        "vm",
        "vm",
        "25",
        "1.37",
        TimeValue.NONE);
  }
}
