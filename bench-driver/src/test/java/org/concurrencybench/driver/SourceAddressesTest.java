package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.tcp.TcpClientProtocol;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.os.LocalPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class SourceAddressesTest {

  private static final LocalPorts THOUSAND = new LocalPorts(40_000, 40_999, 2);
  private static final InetSocketAddress LOOPBACK = new InetSocketAddress(address(127, 0, 0, 1), 1);

  private static InetAddress address(int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> taken(SourceAddresses addresses, int connections) {
    return Stream.generate(addresses::next)
        .limit(connections)
        .map(address -> address == null ? "any" : address.getHostString())
        .toList();
  }

  @Test
  void kernelChoosesAsLongAsItsPortsAreEnough() {
    assertThat(taken(SourceAddresses.forConnections(LOOPBACK, 900, THOUSAND), 2))
        .containsExactly("any", "any");
  }

  @Test
  void furtherAddressesTakeTurnsWhereTheyAreNot() {
    assertThat(taken(SourceAddresses.forConnections(LOOPBACK, 901, THOUSAND), 3))
        .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.1");
    assertThat(taken(SourceAddresses.forConnections(LOOPBACK, 2_700, THOUSAND), 4))
        .containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.1");
  }

  @Test
  void anotherMachineIsAskedFromTheAddressThatTheKernelChooses() {
    var elsewhere = new InetSocketAddress(address(192, 0, 2, 1), 1);
    assertThat(taken(SourceAddresses.forConnections(elsewhere, 2_000, THOUSAND), 1))
        .containsExactly("any");
  }

  @ParameterizedTest
  @EnumSource
  void targetSeesThem(EventLoops loops) throws Exception {
    assumeTrue(loops == EventLoops.NIO || EventLoops.best() == EventLoops.EPOLL, "no epoll here");
    List<String> seen = new ArrayList<>();
    try (var listener = new ServerSocket(0, 50, address(127, 0, 0, 1))) {
      var sockets =
          new Sockets(
              "test",
              loops,
              new Idle(),
              (InetSocketAddress) listener.getLocalSocketAddress(),
              SourceAddresses.loopback(3),
              NanoClock.SYSTEM);
      try {
        sockets.execute(() -> {
          for (int i = 0; i < 6; i++) {
            sockets.connect(sockets.wire(new TcpClientProtocol(Limits.DEFAULT), new Deaf()));
          }
        });
        for (int i = 0; i < 6; i++) {
          try (var accepted = listener.accept()) {
            seen.add(Objects.requireNonNull(accepted.getInetAddress()).getHostAddress());
          }
        }
      } finally {
        sockets.close(() -> {});
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.1", "127.0.0.2", "127.0.0.3");
  }

  private static final class Idle implements Pacer {

    @Override
    public long delayNanos(long nowNanos) {
      return NEVER;
    }

    @Override
    public void tick(long nowNanos) {}
  }

  private static final class Deaf implements Wire.Owner {

    @Override
    public void opened(long nowNanos) {}

    @Override
    public void replied(Reply reply, long nowNanos) {}

    @Override
    public void ended(ErrorKind kind, String words) {}

    @Override
    public void bug(Throwable cause) {
      throw new AssertionError(cause);
    }
  }
}
