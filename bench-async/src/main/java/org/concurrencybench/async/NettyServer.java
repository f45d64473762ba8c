package org.concurrencybench.async;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.server.EmergencyLog;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.server.PeerWatch;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * As many event loops as the server may use CPUs. The first one also accepts, so that there is no
 * further thread; the connections are dealt to all of them in turn.
 */
final class NettyServer implements Server {

  /**
   * A connection is paused when as much waits as is sent at once, and goes on when half of it has
   * left.
   */
  private static final WriteBufferWaterMark WRITES =
      new WriteBufferWaterMark(ServerConfig.FLUSH_BYTES / 2, ServerConfig.FLUSH_BYTES);

  private final ServerConfig config;
  private final Serving serving;
  private final EventLoops loops;
  private final ServerChannel listener;
  private final ServerStats stats = new ServerStats();
  private final Set<AsyncConnection> connections = ConcurrentHashMap.newKeySet();
  private final PeerWatch peerWatch;
  private final Semaphore room;
  private final Semaphore refusals = new Semaphore(ServerConfig.LINGERING_REFUSALS);
  private final Consumer<AsyncConnection> ended = this::ended;
  private final Consumer<AsyncConnection> refused = this::refused;

  private volatile boolean closing;

  private NettyServer(
      ServerConfig config, Serving serving, EventLoops loops, ServerChannel listener) {
    this.config = config;
    this.serving = serving;
    this.loops = loops;
    this.listener = listener;
    this.peerWatch = new PeerWatch(config.limits(), this::lookAtAll);
    this.room = new Semaphore(config.maxConnections());
  }

  /**
   * Listens and accepts.
   *
   * @throws IOException if it cannot listen
   * @throws IllegalArgumentException if this machine does not have the transport, saying why
   */
  static Server start(ServerConfig config, Service service) throws IOException {
    EmergencyLog.prepare();
    return start(config, service, Polling.of(config.transport()), Offload::new);
  }

  /**
   * The same with that polling. Whatever fails, nothing of it stays open.
   *
   * @param pool makes the threads that compute
   */
  static Server start(
      ServerConfig config,
      Service service,
      Polling polling,
      BiFunction<ServerConfig, GlobalLock, Offload> pool)
      throws IOException {
    ServerChannel listener = opened(config, polling.listener());
    @Nullable EventLoops loops = null;
    @Nullable NettyServer server = null;
    boolean started = false;
    try {
      loops = opened(config, () -> new EventLoops(config.processors(), polling.handlers()));
      var lock = new GlobalLock(config.variant());
      var serving =
          new Serving(
              service,
              lock,
              pool.apply(config, lock),
              config.limits(),
              config.backend(),
              polling.connecting());
      server = new NettyServer(config, serving, loops, listener);
      server.listen();
      server.peerWatch.start();
      started = true;
      return server;
    } finally {
      if (!started) {
        closeAll(server, loops, listener);
      }
    }
  }

  /** What there is of a server that did not start. */
  private static void closeAll(
      @Nullable NettyServer server, @Nullable EventLoops loops, ServerChannel listener) {
    if (server != null) {
      server.end();
    } else if (loops != null) {
      loops.close();
    }
    if (listener.isOpen()) {
      listener.unsafe().closeForcibly();
    }
  }

  /** What Netty cannot open it says with an exception of its own, that is unchecked. */
  private static <T> T opened(ServerConfig config, Supplier<T> resource) throws IOException {
    try {
      return resource.get();
    } catch (ChannelException e) {
      throw new IOException("cannot listen at " + config.bind() + ": " + reason(e), e);
    }
  }

  private static String reason(ChannelException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Has each loop look at its connections, in one turn. */
  private void lookAtAll() {
    for (ServingLoop loop : loops.all()) {
      loop.loop().execute(() -> lookAtThoseOf(loop.loop()));
    }
  }

  private void lookAtThoseOf(EventLoop loop) {
    for (AsyncConnection connection : connections) {
      if (connection.loop().equals(loop) && connection.channel().isRegistered()) {
        peerWatch.look(connection);
      }
    }
  }

  private void listen() throws IOException {
    listener.config().setOption(ChannelOption.SO_BACKLOG, ServerConfig.BACKLOG);
    listener.config().setOption(ChannelOption.SO_REUSEADDR, true);
    listener.pipeline().addLast(new Acceptor(this::accepted));
    ChannelFuture bound = loops.next().loop().register(listener).awaitUninterruptibly();
    if (bound.isSuccess()) {
      bound = listener.bind(config.bind()).awaitUninterruptibly();
    }
    if (!bound.isSuccess()) {
      listener.close().awaitUninterruptibly();
      throw cannotListen(bound.cause());
    }
  }

  /** The same type from every transport: each has its own exception for a port that is taken. */
  private IOException cannotListen(Throwable cause) {
    var failure =
        new BindException("cannot listen at " + config.bind() + ": " + cause.getMessage());
    failure.initCause(cause);
    return failure;
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  @Override
  public ServerStats stats() {
    return stats;
  }

  private void accepted(SocketChannel channel) {
    if (closing) {
      channel.unsafe().closeForcibly();
      return;
    }
    setUp(channel);
    ServerProtocol protocol = config.protocol().connect(config.limits());
    if (room.tryAcquire()) {
      stats.countAccepted();
      begin(new AsyncConnection(channel, protocol, serving, loops.next(), ended));
    } else {
      refuse(channel, protocol);
    }
  }

  private static void setUp(SocketChannel channel) {
    Sockets.setUp(channel);
    channel.config().setAllowHalfClosure(true).setWriteBufferWaterMark(WRITES);
  }

  private void refuse(SocketChannel channel, ServerProtocol protocol) {
    stats.countRefused();
    if (!refusals.tryAcquire()) {
      channel.unsafe().closeForcibly();
      return;
    }
    var connection = new AsyncConnection(channel, protocol, serving, loops.next(), refused);
    connection.refuse();
    begin(connection);
  }

  private void begin(AsyncConnection connection) {
    SocketChannel channel = connection.channel();
    channel.pipeline().addLast(connection);
    connections.add(connection);
    connection
        .loop()
        .register(channel)
        .addListener((ChannelFuture registered) -> began(connection, registered));
  }

  private static void began(AsyncConnection connection, ChannelFuture registered) {
    if (!registered.isSuccess()) {
      connection.neverBegan(registered.cause());
    }
  }

  private void ended(AsyncConnection connection) {
    connections.remove(connection);
    room.release();
    stats.countEnded(connection.how());
  }

  private void refused(AsyncConnection connection) {
    connections.remove(connection);
    refusals.release();
  }

  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    listener.close().awaitUninterruptibly();
    for (AsyncConnection connection : connections) {
      connection.channel().pipeline().fireUserEventTriggered(new AsyncConnection.ShutDown());
    }
    if (!awaitNone()) {
      for (AsyncConnection connection : connections) {
        connection.channel().close();
      }
      awaitNone();
    }
    end();
  }

  /** The pool first: what it has computed goes back to a loop. */
  private void end() {
    peerWatch.close();
    serving.offload().close();
    loops.close();
  }

  /** False if the grace was over, or the caller was interrupted, before every socket was closed. */
  private boolean awaitNone() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    boolean none = true;
    try {
      for (AsyncConnection connection : connections) {
        long left = deadline - System.nanoTime();
        none &= connection.channel().closeFuture().await(left, TimeUnit.NANOSECONDS);
      }
      return none;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
