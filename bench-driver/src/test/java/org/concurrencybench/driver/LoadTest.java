package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {

  /** Driver CPUs of machines of 2, 4, 8, 16 and 64 CPUs. */
  @ParameterizedTest
  @CsvSource({
    "1, 1000, closed, 1",
    "3, 1000, closed, 3",
    "6, 1000, closed, 6",
    "24, 1000, closed, 24",
    "24, 10, closed, 2",
    "24, 1, closed, 1",
    "24, 100, 5000, 1",
    "24, 100, 40000, 4",
    "3, 100, 1000000, 3",
    "24, 2, 1000000, 2",
    "24, 100, churn, 24"
  })
  void asManyWorkersAsTheLoadNeedsAndTheDriverHasCpus(
      int cpus, int connections, String loop, int workers) {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    Loop asked =
        switch (loop) {
          case "closed" -> new Loop.Closed();
          case "churn" -> new Loop.Churn();
          default -> new Loop.Open(Double.parseDouble(loop));
        };
    assertThat(
            Load.of(target, ClientKind.HTTP, Workload.hello(), connections)
                .forLoop(asked, cpus)
                .workers())
        .isEqualTo(workers);
  }
}
