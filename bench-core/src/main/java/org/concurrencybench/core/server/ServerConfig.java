package org.concurrencybench.core.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.concurrencybench.core.protocol.Limits;

/**
 * What is the same for every model.
 *
 * @param protocol what the port speaks
 * @param bind where to listen; port 0 picks a free one
 * @param transport how an event loop polls; a model without event loops accepts only {@link
 *     Transport#NIO}
 * @param processors CPUs the server may use: event loops of an event-loop model. Virtual threads
 *     take theirs from the scheduler's own setting, {@code jdk.virtualThreadScheduler.parallelism}
 * @param maxConnections connections served at once; one more is answered with a refusal and closed
 * @param limits what a peer may send
 */
public record ServerConfig(
    WireProtocol protocol,
    InetSocketAddress bind,
    Transport transport,
    int processors,
    int maxConnections,
    Limits limits) {

  /** Connections the kernel completes before they are accepted, the same in all models. */
  public static final int BACKLOG = 4096;

  /** Unfinished replies are sent once this many bytes wait, even in the middle of a read batch. */
  public static final int FLUSH_BYTES = 64 * 1024;

  /**
   * How long a connection that ended is still read from, so that its last answer is not destroyed
   * by a reset.
   */
  public static final int LINGER_MILLIS = 1_000;

  /** How much is then read and discarded at most. */
  public static final int LINGER_BYTES = 8 << 20;

  /** Refused connections that may linger at once; more are closed without an answer. */
  public static final int LINGERING_REFUSALS = 64;

  /** How long nothing is accepted after the kernel had no descriptor for a connection. */
  public static final int ACCEPT_PAUSE_MILLIS = 10;

  /** Checks the ranges. */
  public ServerConfig {
    if (processors < 1) {
      throw new IllegalArgumentException("processors: " + processors + ", must be at least 1");
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "max connections: " + maxConnections + ", must be at least 1");
    }
  }

  /** A server on any free port of the loopback interface, without a limit of connections. */
  public static ServerConfig loopback(WireProtocol protocol) {
    return new ServerConfig(
        protocol,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Transport.NIO,
        Runtime.getRuntime().availableProcessors(),
        Integer.MAX_VALUE,
        Limits.DEFAULT);
  }

  /** The same with another limit of connections. */
  public ServerConfig withMaxConnections(int limit) {
    return new ServerConfig(protocol, bind, transport, processors, limit, limits);
  }

  /** The same with another transport. */
  public ServerConfig withTransport(Transport other) {
    return new ServerConfig(protocol, bind, other, processors, maxConnections, limits);
  }
}
