package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatLoadTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, 500000, 8, 1",
    "1000, 10, 20000, 8, 1",
    "1000, 10, 20001, 8, 2",
    "1000, 10, 200000, 1, 1",
    "1000, 10, 200000, 4, 4",
    "1000, 10, 200000, 3, 2",
    "30, 10, 200000, 64, 3"
  })
  void workersAreAsManyAsTheLoadNeedsTheCpusCanFeedAndTheRoomsAllow(
      int connections, int members, double deliveries, int cpus, int workers) {
    var target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    assertThat(
            ChatLoad.of(target, ClientKind.TCP, connections, members, 64)
                .forDeliveries(deliveries, cpus)
                .workers())
        .isEqualTo(workers);
  }
}
