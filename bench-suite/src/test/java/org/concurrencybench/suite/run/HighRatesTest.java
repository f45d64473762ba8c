package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.suite.suites.Contender;
import org.concurrencybench.suite.suites.WrittenLevel;
import org.junit.jupiter.api.Test;

class HighRatesTest {

  private final HighRates rates =
      new HighRates(
          new Calibration(
              List.of(),
              List.of(
                  new Calibration.Ceiling("http", 100, 100_000, null, null, null),
                  new Calibration.Ceiling("http", 1_000, 80_000, null, null, null))));

  @Test
  void rateAboveHalfOfTheLowestCeilingIsNoted() {
    assertThat(noted("http/hello/open-40001/c100").notes())
        .singleElement()
        .asString()
        .startsWith("40,001 requests/s are more than half of the 80,000");
  }

  @Test
  void halfOfTheCeilingIsAllowed() {
    assertThat(noted("http/hello/open-40000/c100").notes()).isEmpty();
  }

  @Test
  void closedLoopHasNoRate() {
    assertThat(noted("http/hello/closed/c100").notes()).isEmpty();
  }

  @Test
  void protocolWithoutACeilingIsNotNoted() {
    assertThat(noted("ws/echo-64/open-90000/c100").notes()).isEmpty();
  }

  private Cell noted(String level) {
    return rates.noted(WrittenLevel.of(level).cell("short-requests", Contender.of("async")));
  }
}
