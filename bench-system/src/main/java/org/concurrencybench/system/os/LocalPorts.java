package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The ports that the kernel gives to outgoing connections, and how long one is taken after its
 * connection.
 *
 * <p>Whichever side closes first keeps the port in TIME_WAIT, for 60 s in Linux; the other can use
 * it at once. A port is only taken for one pair of source and target address, so that a driver on
 * loopback has them once more with each further source. Where {@code tcp_tw_reuse} allows it, on
 * loopback by default, Linux takes a port in TIME_WAIT again after a second, because the timestamps
 * of TCP (RFC 6191) tell the connections apart.
 *
 * @param first the first of them
 * @param last the last of them
 * @param reuse {@code net.ipv4.tcp_tw_reuse}: 0 never, 1 always, 2 on loopback
 * @see <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip-sysctl</a>
 */
public record LocalPorts(int first, int last, int reuse) {

  private static final int LINUX_FIRST = 32_768;
  private static final int LINUX_LAST = 60_999;
  private static final int ON_LOOPBACK = 2;
  private static final Duration TIME_WAIT = Duration.ofSeconds(60);
  private static final Duration REUSE_AFTER = Duration.ofSeconds(1);

  /** Those of this machine; Linux' defaults and no reuse where the system does not say. */
  public static LocalPorts now() {
    return read(Path.of("/"));
  }

  static LocalPorts read(Path root) {
    Path ipv4 = root.resolve("proc/sys/net/ipv4");
    String[] range = Proc.text(ipv4.resolve("ip_local_port_range")).orElse("").split("\\s+");
    boolean known = range.length == 2;
    return new LocalPorts(
        known ? Integer.parseInt(range[0]) : LINUX_FIRST,
        known ? Integer.parseInt(range[1]) : LINUX_LAST,
        (int) Proc.number(ipv4.resolve("tcp_tw_reuse")).orElse(0));
  }

  /** How many there are for one source address. */
  public int count() {
    return last - first + 1;
  }

  /** How long a port is taken after this side has closed its connection first. */
  public Duration takenAfterClosing(boolean loopback) {
    return reuse == 1 || reuse == ON_LOOPBACK && loopback ? REUSE_AFTER : TIME_WAIT;
  }
}
