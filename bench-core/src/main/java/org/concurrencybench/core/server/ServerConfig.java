package org.concurrencybench.core.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.concurrencybench.core.protocol.Limits;
import org.jspecify.annotations.Nullable;

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
 * @param variant what a claim changes of the model's defaults
 * @param backend where the slow backend listens; null if there is none, and calls of it are
 *     answered so
 * @param pool threads and queue of a model with a pool of workers; others ignore it
 */
public record ServerConfig(
    WireProtocol protocol,
    InetSocketAddress bind,
    Transport transport,
    int processors,
    int maxConnections,
    Limits limits,
    Variant variant,
    @Nullable InetSocketAddress backend,
    PoolSize pool) {

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

  /**
   * What may wait in user space for one member of a room, beside the message that is being added;
   * over it the member is disconnected as too slow.
   */
  public static final int PENDING_BYTES = 1 << 20;

  /** How long a member may hold up a sender that writes to it directly. */
  public static final int DIRECT_WRITE_MILLIS = 1_000;

  /**
   * How long a member may do so when it is not the first: when the message was published more than
   * {@link #DIRECT_WRITE_MILLIS} ago. So the sum has a bound as well.
   */
  public static final int DIRECT_LATE_WRITE_MILLIS = 5;

  /** How long connecting to the slow backend may take. */
  public static final int BACKEND_CONNECT_MILLIS = 5_000;

  /** How long the slow backend may take beyond the wait that was asked of it. */
  public static final int BACKEND_GRACE_MILLIS = 10_000;

  /** Computations that wait for the offload pool; beyond it a connection computes by itself. */
  public static final int OFFLOAD_QUEUE = 16_384;

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

  /** With the usual pool, where there is one. */
  public ServerConfig(
      WireProtocol protocol,
      InetSocketAddress bind,
      Transport transport,
      int processors,
      int maxConnections,
      Limits limits,
      Variant variant,
      @Nullable InetSocketAddress backend) {
    this(
        protocol,
        bind,
        transport,
        processors,
        maxConnections,
        limits,
        variant,
        backend,
        PoolSize.DEFAULT);
  }

  /** A server on any free port of the loopback interface, without a limit of connections. */
  public static ServerConfig loopback(WireProtocol protocol) {
    return new ServerConfig(
        protocol,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Transport.NIO,
        Runtime.getRuntime().availableProcessors(),
        Integer.MAX_VALUE,
        Limits.DEFAULT,
        Variant.DEFAULT,
        null);
  }

  /** The same with another limit of connections. */
  public ServerConfig withMaxConnections(int limit) {
    return new ServerConfig(
        protocol, bind, transport, processors, limit, limits, variant, backend, pool);
  }

  /** The same with another transport. */
  public ServerConfig withTransport(Transport other) {
    return new ServerConfig(
        protocol, bind, other, processors, maxConnections, limits, variant, backend, pool);
  }

  /** The same with another variant. */
  public ServerConfig withVariant(Variant other) {
    return new ServerConfig(
        protocol, bind, transport, processors, maxConnections, limits, other, backend, pool);
  }

  /** The same with other limits of what a peer may send. */
  public ServerConfig withLimits(Limits other) {
    return new ServerConfig(
        protocol, bind, transport, processors, maxConnections, other, variant, backend, pool);
  }

  /** The same with a slow backend. */
  public ServerConfig withBackend(InetSocketAddress address) {
    return new ServerConfig(
        protocol, bind, transport, processors, maxConnections, limits, variant, address, pool);
  }

  /** The same with another pool. */
  public ServerConfig withPool(PoolSize other) {
    return new ServerConfig(
        protocol, bind, transport, processors, maxConnections, limits, variant, backend, other);
  }
}
