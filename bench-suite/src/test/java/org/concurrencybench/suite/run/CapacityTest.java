package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.suite.suites.WrittenLevel;
import org.concurrencybench.system.os.MachineLimits;
import org.junit.jupiter.api.Test;

class CapacityTest {

  private static final Level LEVEL = WrittenLevel.of("http/hello/closed/c1000");

  @Test
  void fewOpenFilesAreNamed() {
    assertThat(new Capacity(openFiles(1_100), 0).obstacle(LEVEL))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("1000 connections", "ulimit -n is 1100"));
    assertThat(new Capacity(openFiles(1_200), 0).obstacle(LEVEL)).isEmpty();
  }

  @Test
  void threadsOfTheGreediestModelCountForAll() {
    var fewThreads =
        new MachineLimits(null, null, null, 1_000L, 100L, null, null, null, null, null, null);
    assertThat(new Capacity(fewThreads, 1).obstacle(LEVEL))
        .hasValueSatisfying(reason -> assertThat(reason).contains("kernel.pid_max is 1000"));
    assertThat(new Capacity(fewThreads, 0).obstacle(LEVEL)).isEmpty();
  }

  @Test
  void modelsSayHowManyThreadsTheyStart() {
    assertThat(Capacity.here(List.of("async", "virtual")).threadsPerConnection()).isZero();
    assertThat(Capacity.here(List.of("async", "threaded")).threadsPerConnection()).isEqualTo(1);
  }

  static MachineLimits openFiles(long limit) {
    return new MachineLimits(limit, null, null, null, null, null, null, null, null, null, null);
  }
}
