package org.concurrencybench.driver;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.concurrencybench.system.os.LocalPorts;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come from. The kernel chooses, as long as its ports for one address are enough;
 * where more connections are wanted and the target is on loopback, 127.0.0.1, 127.0.0.2 and so on
 * take turns, which all are this machine. Used by one thread.
 */
final class SourceAddresses {

  /** All of 127.0.0.0/8 is this machine; nobody needs more of it than this. */
  static final int MOST = 64;

  /** The kernel finds a free port by trying: it is left some to find. */
  private static final double USABLE = 0.9;

  private final List<InetSocketAddress> addresses;
  private int turn;

  private SourceAddresses(List<InetSocketAddress> addresses) {
    this.addresses = addresses;
  }

  /** The kernel's choice. */
  static SourceAddresses any() {
    return new SourceAddresses(List.of());
  }

  /** Enough for that many connections at once. */
  static SourceAddresses forConnections(
      InetSocketAddress target, int connections, LocalPorts ports) {
    int needed = (int) Math.ceil(connections / (ports.count() * USABLE));
    return needed <= 1 || !isLoopback(target) ? any() : loopback(Math.min(needed, MOST));
  }

  static SourceAddresses loopback(int count) {
    return new SourceAddresses(
        IntStream.rangeClosed(1, count).mapToObj(SourceAddresses::address).toList());
  }

  private static InetSocketAddress address(int host) {
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  static boolean isLoopback(InetSocketAddress target) {
    return target.getAddress() instanceof Inet4Address address && address.isLoopbackAddress();
  }

  /** Ports that can be taken at once. */
  static int usable(LocalPorts ports) {
    return (int) (ports.count() * USABLE);
  }

  /** The next connection's; null for the kernel's choice. */
  @Nullable InetSocketAddress next() {
    if (addresses.isEmpty()) {
      return null;
    }
    InetSocketAddress address = addresses.get(turn);
    turn = turn + 1 == addresses.size() ? 0 : turn + 1;
    return address;
  }
}
