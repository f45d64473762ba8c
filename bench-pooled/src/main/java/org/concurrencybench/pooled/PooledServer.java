package org.concurrencybench.pooled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.server.EmergencyLog;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.PeerWatch;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/** Selectors, of which the first also accepts, and the pool of workers. */
final class PooledServer implements Server {

  private static final Logger LOG = System.getLogger(PooledServer.class.getName());

  private final ServerConfig config;
  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final Serving serving;
  private final SelectorLoops loops;
  private final ServerStats stats = new ServerStats();
  private final PeerWatch peerWatch;
  private final Semaphore room;
  private final Semaphore refusals = new Semaphore(ServerConfig.LINGERING_REFUSALS);
  private final Consumer<Ending> ended = this::ended;
  private final Consumer<Ending> refused = this::refused;

  /** Connections that are not closed, those that are refused included. */
  private int open;

  private final Lock counting = new ReentrantLock();
  private final Condition none = counting.newCondition();
  private boolean closing;

  private PooledServer(
      ServerConfig config, ServerSocketChannel listener, Serving serving, SelectorLoops loops)
      throws IOException {
    this.config = config;
    this.listener = listener;
    this.address = (InetSocketAddress) listener.getLocalAddress();
    this.serving = serving;
    this.loops = loops;
    this.peerWatch = new PeerWatch(config.limits(), this::lookAtAll);
    this.room = new Semaphore(config.maxConnections());
  }

  /**
   * Listens and accepts. Whatever fails, nothing of it stays open.
   *
   * @throws IOException if it cannot listen
   * @throws IllegalArgumentException if another transport than NIO was asked for
   */
  static Server start(ServerConfig config, Service service) throws IOException {
    if (config.transport() != Transport.NIO) {
      throw new IllegalArgumentException(
          "transport '" + config.transport() + "': this model waits in the JDK's selectors, nio");
    }
    EmergencyLog.prepare();
    ServerSocketChannel listener = ServerSocketChannel.open();
    @Nullable SelectorLoops loops = null;
    boolean started = false;
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      // The channel's own bind has an unchecked exception for a host that is not known.
      listener.socket().bind(config.bind(), ServerConfig.BACKLOG);
      listener.configureBlocking(false);
      loops = new SelectorLoops(config.processors());
      var server = new PooledServer(config, listener, Serving.of(config, service), loops);
      server.begin();
      started = true;
      return server;
    } finally {
      if (!started) {
        listener.close();
        if (loops != null) {
          loops.close();
        }
      }
    }
  }

  private void begin() {
    boolean begun = false;
    try {
      serving.workers().start();
      loops.start();
      onFirstLoop(this::accept);
      peerWatch.start();
      begun = true;
    } finally {
      if (!begun) {
        end();
      }
    }
  }

  /** Runs it there, and waits for that. */
  private void onFirstLoop(Runnable work) {
    CompletableFuture.runAsync(work, loops.first()::execute).join();
  }

  private void accept() {
    try {
      Acceptor.begin(listener, loops.first(), serving.timer(), this::accepted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lookAtAll() {
    loops.forEachConnection(peerWatch::look);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public ServerStats stats() {
    return stats;
  }

  private void accepted(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (room.tryAcquire()) {
      stats.countAccepted();
      begin(channel, PooledConnection::begin, ended);
      return;
    }
    stats.countRefused();
    if (refusals.tryAcquire()) {
      begin(channel, PooledConnection::refuse, refused);
    } else {
      channel.close();
    }
  }

  /** A connection is made by its own loop, so that nothing of it is ever seen half made. */
  private void begin(
      SocketChannel channel, Consumer<PooledConnection> begin, Consumer<Ending> gone) {
    ServerProtocol protocol = config.protocol().connect(config.limits());
    SelectorLoop loop = loops.next();
    count(1);
    loop.execute(() -> {
      try {
        begin.accept(new PooledConnection(channel, protocol, loop, serving, gone));
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a connection failed at once: {0}", e.getMessage());
        SelectorLoop.close(channel);
        gone.accept(Ending.IO_FAILURE);
      }
    });
  }

  private void ended(Ending how) {
    room.release();
    stats.countEnded(how);
    count(-1);
  }

  private void refused(Ending how) {
    LOG.log(Level.DEBUG, "a connection that was refused has ended: {0}", how);
    refusals.release();
    count(-1);
  }

  private void count(int more) {
    counting.lock();
    try {
      open += more;
      if (open == 0) {
        none.signalAll();
      }
    } finally {
      counting.unlock();
    }
  }

  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    onFirstLoop(this::stopAccepting);
    loops.forEachConnection(PooledConnection::shutDown);
    if (!awaitNone()) {
      loops.forEachConnection(PooledConnection::cut);
      awaitNone();
    }
    end();
  }

  private void stopAccepting() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The workers before what they use: some may still be on their way out of a connection. */
  private void end() {
    peerWatch.close();
    serving.close();
    loops.close();
  }

  /** False if the grace was over, or the caller was interrupted, before every one was closed. */
  private boolean awaitNone() {
    long left = TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    counting.lock();
    try {
      while (open > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return open == 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      counting.unlock();
    }
  }
}
