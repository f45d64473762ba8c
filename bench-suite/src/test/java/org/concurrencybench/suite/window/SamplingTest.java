package org.concurrencybench.suite.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.suite.process.ServerSample;
import org.concurrencybench.system.loop.LoopTimes;
import org.concurrencybench.system.os.JvmCounters;
import org.concurrencybench.system.os.ResourceUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A window of three seconds from 1,000 to 4,000 ms, opened at 900 and drained at 4,010. */
class SamplingTest {

  private static final long MILLI = 1_000_000;
  private static final WindowObserver.Progress PROGRESS =
      new WindowObserver.Progress(
          new Phase("measured", new Loop.Closed(), Duration.ofSeconds(3)),
          Duration.ofSeconds(1),
          1,
          1,
          0);

  private long nowMillis;
  private boolean silent;

  private final Sampling sampling =
      new Sampling(
          () -> {
            if (silent) {
              throw new IOException("no answer");
            }
            return moment(nowMillis);
          },
          () -> nowMillis * MILLI);

  @Test
  void endsAreCountedWhenTheyAreReached() {
    Counters counters = played(List.of());
    assertThat(counters.gap()).isNull();
    assertThat(counters.countTheInterval()).isTrue();
    assertThat(counters.began().nanos()).isEqualTo(1_000 * MILLI);
    assertThat(counters.ended().nanos()).isEqualTo(4_000 * MILLI);
    assertThat(counters.seconds()).hasSize(2);
  }

  /** Which reading stands in, and whether the costs between them are still those of the window. */
  @ParameterizedTest
  @CsvSource({
    "1000, 900, 4000, began, 100, false",
    "4000, 1000, 4010, ended, 10, true",
    "1000 4000, 900, 4010, began and when it ended, 110, false",
    // Seconds that failed as well: nothing between the beginning and the end of it all.
    "1000 2000 3000 4000, 900, 4010, began and when it ended, 110, false"
  })
  void anEndThatCouldNotBeReadIsSaidAndTheNearestReadingStandsIn(
      String silentAt, long began, long ended, String end, double offMillis, boolean counted) {
    Counters counters = played(List.of(silentAt.split(" ")).stream().map(Long::parseLong).toList());

    assertThat(counters.began().nanos()).isEqualTo(began * MILLI);
    assertThat(counters.ended().nanos()).isEqualTo(ended * MILLI);
    assertThat(counters.beganNanos()).isEqualTo(1_000 * MILLI);
    assertThat(counters.gap()).isNotNull();
    assertThat(counters.gap().offMillis()).isEqualTo(offMillis);
    assertThat(counters.countTheInterval()).isEqualTo(counted);
    assertThat(counters.gap().sentence())
        .startsWith("the counters could not be read when the measured interval " + end + ", and");
  }

  /** A window that was over before it began is counted from outside. */
  @Test
  void windowThatNeverBeganIsCountedAround() {
    nowMillis = 4_000;
    sampling.ended();
    Counters counters = sampling.counters(moment(900), moment(4_010));
    assertThat(counters.began().nanos()).isEqualTo(900 * MILLI);
    assertThat(counters.gap()).isNull();
  }

  private Counters played(List<Long> silentAt) {
    at(1_000, silentAt, sampling::began);
    at(2_000, silentAt, () -> sampling.progress(PROGRESS));
    at(3_000, silentAt, () -> sampling.progress(PROGRESS));
    at(4_000, silentAt, sampling::ended);
    return sampling.counters(moment(900), moment(4_010));
  }

  private void at(long millis, List<Long> silentAt, Runnable what) {
    nowMillis = millis;
    silent = silentAt.contains(millis);
    what.run();
  }

  private static CounterReading moment(long millis) {
    long nanos = millis * MILLI;
    var usage = new ResourceUsage(nanos, null, null, null);
    return new CounterReading(
        nanos,
        new ServerSample(
            nanos,
            usage,
            new JvmCounters(0, 0, 0, 0, 1, null, new JvmCounters.VirtualThreads(1, 0, 0, 0)),
            null,
            null),
        Optional.empty(),
        new DriverCosts(usage, new LoopTimes(nanos, Map.of(), 0)),
        OptionalLong.empty(),
        0,
        Optional.empty(),
        OptionalLong.empty());
  }
}
