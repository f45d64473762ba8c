package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {

  private static final String WORDS =
      """
      Running 2s test @ http://127.0.0.1:8080/hello
        1 threads and 100 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     2.07ms    2.20ms  43.03ms   97.70%
          Req/Sec    53.65k    15.09k   69.71k    70.00%
        106742 requests in 2.01s, 13.23MB read
      Requests/sec:  53161.31
      Transfer/sec:      6.59MB
      """;

  @Test
  void dividesCpuAndTimeByTheRequestsThatWrkCounted() throws IOException {
    DriverCost cost = Wrk.cost(WORDS, 1_067_420_000);
    assertThat(cost.cpuMicrosPerRequest()).isCloseTo(10, within(1e-9));
    assertThat(cost.requestsPerSecond()).isCloseTo(106_742 / 2.01, within(1e-6));
  }

  @Test
  void readsMinutes() throws IOException {
    assertThat(Wrk.cost("  600 requests in 1.00m, 1MB read", 1).requestsPerSecond())
        .isCloseTo(10, within(1e-9));
  }

  @Test
  void doesNotCountWhatFailed() {
    assertThatThrownBy(
            () -> Wrk.cost(WORDS + "  Socket errors: connect 0, read 3, write 0, timeout 0\n", 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read 3");
    assertThatThrownBy(() -> Wrk.cost(WORDS + "  Non-2xx or 3xx responses: 5\n", 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("responses: 5");
  }

  @Test
  void doesNotDivideByNothing() {
    assertThatThrownBy(() -> Wrk.cost("  0 requests in 2.00s, 0.00B read", 1))
        .isInstanceOf(IOException.class);
  }
}
