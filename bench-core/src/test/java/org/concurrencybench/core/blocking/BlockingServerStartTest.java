package org.concurrencybench.core.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.LimitedThreads;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that gets no thread leaves neither a thread nor its port. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingServerStartTest {

  private static final List<String> OURS = List.of("offload-", "peer-watch");

  @Test
  void acceptingThreadThatCannotBeStarted() throws Exception {
    InetSocketAddress address = free();
    var config =
        new ServerConfig(
            WireProtocol.TCP,
            address,
            Transport.NIO,
            2,
            10,
            new Limits(1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10)),
            new Variant(Variant.Fanout.WRITER, Variant.Compute.OFFLOAD, false),
            null);
    assertThatThrownBy(
            () -> BlockingServer.start(config, new BenchService(), new LimitedThreads(0)))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> OURS.stream().anyMatch(thread.getName()::startsWith));
    try (var again = new ServerSocket()) {
      again.bind(address);
    }
  }

  private static InetSocketAddress free() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }
}
