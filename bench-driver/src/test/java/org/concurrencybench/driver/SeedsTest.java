package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.WireProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Common random numbers: what is compared gets the same requests at the same times. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeedsTest {

  private static final String LEVEL = "short-requests:http/hello/open-5000/c100";

  @Test
  void seedsOfRoundsLevelsAndRunsDiffer() {
    Set<Long> seeds = new HashSet<>();
    for (long run = 1; run <= 10; run++) {
      for (int round = 1; round <= 10; round++) {
        for (String level : List.of(LEVEL, LEVEL + "0", "warm-up http/hello", "")) {
          long seed = Seeds.of(run, round, level);
          assertThat((long) (double) seed).as("stored as a number").isEqualTo(seed);
          seeds.add(seed);
        }
      }
    }
    assertThat(seeds).hasSize(400).allMatch(seed -> seed >= 0);
    assertThat(Seeds.of(1, 2, LEVEL)).isEqualTo(Seeds.of(1, 2, LEVEL));
  }

  /** What two contenders see, one of which took longer to settle. */
  @Test
  void contendersHaveTheSameRequestsAtTheSameTimes() throws Exception {
    Loop loop = new Loop.Open(400);
    WindowResult quick = measured(loop, 1);
    WindowResult slow = measured(loop, 4);
    assertThat(slow.errors().total()).isZero();
    assertThat(slow.issued()).isEqualTo(quick.issued());
    assertThat(slow.computing().count()).isEqualTo(quick.computing().count());
    assertThat(intended(2)).isEqualTo(intended(2));
  }

  private static WindowResult measured(Loop loop, int settling) throws Exception {
    try (var stub = new ServiceStub(WireProtocol.TCP)) {
      Load load =
          Load.of(stub.address(), ClientKind.TCP, new Workload.Compute(1, 0.3, 64), 7)
              .withWorkers(2)
              .withSeed(Seeds.of(1, 1, LEVEL));
      try (var driver = LoadDriver.connect(load)) {
        for (int i = 0; i < settling; i++) {
          driver.run(new Phase("warm-up", new Loop.Closed(), Duration.ofMillis(50)));
        }
        return driver.run(load.measured(loop, Duration.ofMillis(700)));
      }
    }
  }

  /** Several loops make one Poisson process: their gaps are exponential, whoever sends. */
  private static List<Long> intended(int workers) {
    long seed = new WindowSeeds(Seeds.of(1, 1, LEVEL)).next("measured");
    List<Long> times = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      FireTimes schedule = FireTimes.of(new Loop.Open(1_000), worker, workers, seed);
      for (int i = 0; i < 5_000; i++) {
        times.add(schedule.nextNanos());
      }
    }
    times.sort(null);
    return times;
  }

  @Test
  void loopsTogetherMakeOnePoissonProcess() {
    List<Long> times = intended(4).subList(0, 15_000);
    double mean = (double) times.getLast() / times.size();
    double squares = 0;
    for (int i = 1; i < times.size(); i++) {
      squares += Math.pow(times.get(i) - times.get(i - 1) - mean, 2);
    }
    double deviation = Math.sqrt(squares / times.size());
    assertThat(mean).isBetween(0.97e6, 1.03e6);
    assertThat(deviation / mean).as("1 for exponential gaps").isBetween(0.97, 1.03);
  }
}
