package org.concurrencybench.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.concurrencybench.system.os.JvmCounters;
import org.concurrencybench.system.os.ResourceUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerUseTest {

  private static final ServerSample BEFORE =
      sample(1_000_000_000L, 500_000_000L, 100L, 10L, 1_000_000, 20, 300L);
  private static final ServerSample AFTER =
      sample(3_000_000_000L, 1_500_000_000L, 20_100L, 510L, 21_000_000, 65, 340L);

  @Test
  void differencesAreOfEachCounter() {
    assertThat(ServerUse.between(BEFORE, AFTER))
        .isEqualTo(
            new ServerUse(2_000_000_000L, 1_000_000_000L, 20_000L, 500L, 20_000_000L, 45, 40L));
  }

  @Test
  void figuresPerRequest() {
    ServerUse use = ServerUse.between(BEFORE, AFTER);
    assertThat(use.cpuMicrosPerRequest(10_000)).isEqualTo(100.0);
    assertThat(use.voluntarySwitchesPerRequest(10_000)).isEqualTo(2.0);
    assertThat(use.involuntarySwitchesPerRequest(10_000)).isEqualTo(0.05);
    assertThat(use.allocatedBytesPerRequest(10_000)).isEqualTo(2000.0);
    assertThat(use.utilisation(1)).isEqualTo(0.5);
    assertThat(use.utilisation(2)).isEqualTo(0.25);
  }

  @Test
  void noRequestIsNoFigure() {
    ServerUse use = ServerUse.between(BEFORE, AFTER);
    assertThat(use.cpuMicrosPerRequest(0)).isNull();
    assertThat(use.voluntarySwitchesPerRequest(0)).isNull();
  }

  @Test
  void whatWasNotCountedStaysUnknown() {
    ServerSample blind = sample(3_000_000_000L, 1_500_000_000L, null, null, 21_000_000, 65, null);
    ServerUse use = ServerUse.between(BEFORE, blind);
    assertThat(use.voluntarySwitches()).isNull();
    assertThat(use.involuntarySwitchesPerRequest(10)).isNull();
    assertThat(use.compilationMillis()).isNull();
    assertThat(use.cpuMicrosPerRequest(10_000)).isEqualTo(100.0);
  }

  @Test
  void samplesInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> ServerUse.between(AFTER, BEFORE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the later sample was taken 2000000000 ns before the earlier");
  }

  private static ServerSample sample(
      long nanoTime,
      long cpuNanos,
      @Nullable Long voluntary,
      @Nullable Long involuntary,
      long allocated,
      long pauseMillis,
      @Nullable Long compilationMillis) {
    return new ServerSample(
        nanoTime,
        new ResourceUsage(cpuNanos, voluntary, involuntary, 1L),
        new JvmCounters(
            1,
            allocated,
            1,
            pauseMillis,
            1,
            compilationMillis,
            new JvmCounters.VirtualThreads(1, 1, 0, 0)),
        null,
        null);
  }
}
