package org.concurrencybench.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.table.CheckText;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** This machine, whatever it is: that there are figures, and words for each, not which. */
@Timeout(120)
class MachineProbeTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @Test
  void everyFigureIsThereAndTold() throws Exception {
    CpuLayout layout = CpuLayout.ofThisMachine();
    MachineCheck check = new MachineProbe(layout, Duration.ofMillis(300)).check();

    assertThat(check.unitMicrosByCpu()).hasSize(layout.all().size());
    assertThat(check.unitMicrosByCpu().values()).allMatch(micros -> micros > 0);
    assertThat(check.unitSpreadFraction()).isNotNegative();
    assertThat(check.clockCostNanos()).isPositive();
    assertThat(check.pacing().micros(Percentile.MAX)).isNotNegative();
    assertThat(check.loopback().samples()).isPositive();
    assertThat(check.hiccups().samples()).isPositive();
    assertThat(check.switchMicros()).isPositive();
    assertThat(check.memoryAvailableBytes()).isPositive();
    Locale.setDefault(Locale.GERMANY);
    var text = new CheckText(check);
    assertThat(text.inShort()).hasSizeBetween(1, 3);
    assertThat(text.inFull())
        .contains(
            "clock                   %s; a reading %.0f ns, a step %.0f ns"
                .formatted(
                    check.clockSource(), check.clockCostNanos(), check.clockResolutionNanos()))
        .containsAll(
            check.limitations().stream().map(limitation -> "- " + limitation.sentence()).toList());
    var json = JsonMapper.shared();
    assertThat(json.readValue(json.writeValueAsString(check), MachineCheck.class)).isEqualTo(check);
  }
}
