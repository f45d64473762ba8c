package org.concurrencybench.suite.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CompilersTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Compilers compilers = new Compilers();

  @Test
  void withoutAReadingNothingIsKnown() {
    assertThat(compilers.quietFor(SECOND)).isFalse();
  }

  @Test
  void restIsNotKnownBeforeTheTimeHasPassed() {
    observe(0, 100, 100);
    observe(750, 100, 100);
    assertThat(compilers.quietFor(SECOND)).isFalse();
    observe(1_000, 100, 100);
    assertThat(compilers.quietFor(SECOND)).isTrue();
  }

  @Test
  void trickleIsRest() {
    for (int step = 0; step <= 8; step++) {
      observe(250L * step, 100 + 2 * step, 50 + step);
    }
    assertThat(compilers.quietFor(SECOND)).isTrue();
  }

  @Test
  void oneBusyCompilerIsNoRest() {
    for (int step = 0; step <= 8; step++) {
      observe(250L * step, 100, 50 + 5 * step);
    }
    assertThat(compilers.quietFor(SECOND)).isFalse();
  }

  @Test
  void workOfLongAgoIsForgotten() {
    observe(0, 0, 0);
    observe(250, 900, 900);
    for (int step = 2; step <= 5; step++) {
      observe(250L * step, 900, 900);
    }
    assertThat(compilers.quietFor(SECOND)).isTrue();
  }

  private void observe(long millis, long serverMillis, long driverMillis) {
    compilers.observe(TimeUnit.MILLISECONDS.toNanos(millis), serverMillis, driverMillis);
  }
}
