package org.concurrencybench.report.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.ServerCost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeakJudgeTest {

  @ParameterizedTest
  @CsvSource({
    "0.90, 0.75, SERVER",
    "0.99, 0.10, SERVER",
    "0.89, 0.75, WAITING",
    "0.90, 0.76, DRIVER",
    "0.50, 0.99, DRIVER",
    "0.10, 0.10, WAITING"
  })
  void aPeakNeedsABusyServerAndADriverThatIsNot(double served, double drove, Peak.Limit expected) {
    Peak peak = judge(served, drove);
    assertThat(peak).isNotNull();
    assertThat(peak.limit()).isEqualTo(expected);
    assertThat(peak.extrapolatedPerSecond() == null).isEqualTo(expected == Peak.Limit.SERVER);
  }

  /** 40 us a request on half a CPU: all of it would answer 25,000 a second. */
  @Test
  void theExtrapolationIsByCpuPerRequest() {
    Peak peak = judge(0.5, 0.9);
    assertThat(peak).isNotNull();
    assertThat(peak.extrapolatedPerSecond()).isCloseTo(1e6 / 40, within(1e-6));
  }

  @Test
  void withoutCountersNothingIsSaid() {
    assertThat(judge(null, 0.5)).isNull();
    assertThat(judge(null, 0.76)).as("full, whatever").isEqualTo(new Peak(Peak.Limit.DRIVER, null));
    assertThat(judge(0.95, null)).isNull();
    Peak idle = judge(0.0, 0.0);
    assertThat(idle).isNotNull();
    assertThat(idle.extrapolatedPerSecond()).isNull();
  }

  @Test
  void whatWasMeasuredIsNotExtrapolated() {
    assertThatThrownBy(() -> new Peak(Peak.Limit.SERVER, 5.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5.0");
  }

  private static @Nullable Peak judge(@Nullable Double served, @Nullable Double drove) {
    ServerCost server = new ServerCost(40.0, served, null, null, null, null, null, null, null);
    return PeakJudge.judge(12_500, server, new DriverCost(null, drove, null));
  }
}
