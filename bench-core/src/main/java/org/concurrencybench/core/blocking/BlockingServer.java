package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.server.EmergencyLog;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.server.PeerWatch;
import org.concurrencybench.core.server.Server;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.core.server.Transport;
import org.concurrencybench.core.service.Service;

/** A thread per connection, and one that accepts, all from the same factory. */
public final class BlockingServer implements Server {

  private static final Logger LOG = System.getLogger(BlockingServer.class.getName());

  private final ServerConfig config;
  private final LiveThreads threads;
  private final Shared shared;
  private final ServerSocket listener;
  private final ServerStats stats = new ServerStats();
  private final Set<BlockingConnection> connections = ConcurrentHashMap.newKeySet();
  private final PeerWatch peerWatch;
  private final Semaphore room;
  private final Semaphore refusals = new Semaphore(ServerConfig.LINGERING_REFUSALS);

  private volatile boolean closing;

  private BlockingServer(
      ServerConfig config, Service service, ThreadFactory threads, ServerSocket listener) {
    this.config = config;
    this.threads = new LiveThreads(threads);
    this.shared = shared(config, service, threads, this.threads);
    this.listener = listener;
    this.peerWatch = new PeerWatch(config.limits(), this::lookAtAll);
    this.room = new Semaphore(config.maxConnections());
  }

  private static Shared shared(
      ServerConfig config, Service service, ThreadFactory factory, LiveThreads threads) {
    var lock = new GlobalLock(config.variant());
    return new Shared(
        service,
        lock,
        new Offload(config, lock),
        threads,
        config.variant().fanout(),
        new PollWatch(factory),
        new WriteWatch(factory),
        config.backend(),
        config.limits());
  }

  /**
   * Listens and accepts.
   *
   * @param threads makes the thread of each connection; its kind is the model
   * @throws IOException if it cannot listen
   * @throws IllegalArgumentException if another transport than NIO was asked for: blocking sockets
   *     have none
   * @throws OutOfMemoryError if the kernel gives the JVM too few threads; then nothing stays open
   */
  public static Server start(ServerConfig config, Service service, ThreadFactory threads)
      throws IOException {
    if (config.transport() != Transport.NIO) {
      throw new IllegalArgumentException(
          "transport '"
              + config.transport()
              + "': only a model with event loops has a choice of transports");
    }
    EmergencyLog.prepare();
    var listener = new ServerSocket();
    boolean accepting = false;
    try {
      listener.setReuseAddress(true);
      listener.bind(config.bind(), ServerConfig.BACKLOG);
      var server = new BlockingServer(config, service, threads, listener);
      server.beginToAccept();
      accepting = true;
      return server;
    } finally {
      if (!accepting) {
        listener.close();
      }
    }
  }

  /** The accepting thread last: if it ran, and the watch could not, nothing would end it. */
  private void beginToAccept() {
    boolean begun = false;
    try {
      peerWatch.start();
      threads.start(this::acceptAll);
      begun = true;
    } finally {
      if (!begun) {
        peerWatch.close();
        shared.offload().close();
      }
    }
  }

  private void lookAtAll() {
    for (BlockingConnection connection : connections) {
      peerWatch.look(connection);
    }
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public ServerStats stats() {
    return stats;
  }

  private void acceptAll() {
    while (!closing) {
      try {
        accepted(listener.accept());
      } catch (IOException e) {
        if (!closing) {
          // Out of descriptors, most likely. Those that are connected are still served, and some
          // will end.
          LOG.log(Level.WARNING, "cannot accept: {0}", e.getMessage());
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ServerConfig.ACCEPT_PAUSE_MILLIS));
        }
      }
    }
  }

  private void accepted(Socket socket) throws IOException {
    ServerProtocol protocol = config.protocol().connect(config.limits());
    if (!room.tryAcquire()) {
      refuse(socket, protocol);
      return;
    }
    var connection = new BlockingConnection(socket, protocol, shared);
    stats.countAccepted();
    connections.add(connection);
    try {
      threads.start(() -> serve(connection));
    } catch (OutOfMemoryError e) {
      // What the JVM throws when the kernel gives it no further thread.
      LOG.log(Level.WARNING, "no thread for a connection: {0}", e.getMessage());
      Sockets.cut(socket);
      ended(connection, Ending.IO_FAILURE);
    }
    if (closing) {
      shutDown(connection);
    }
  }

  private void serve(BlockingConnection connection) {
    Ending ending = Ending.BUG;
    try {
      ending = connection.run();
    } catch (IOException e) {
      ending = Ending.IO_FAILURE;
      LOG.log(Level.DEBUG, "a connection failed: {0}", e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a bug ended a connection", e);
    } finally {
      ended(connection, ending);
    }
  }

  private void ended(BlockingConnection connection, Ending ending) {
    connections.remove(connection);
    room.release();
    stats.countEnded(ending);
  }

  private void refuse(Socket socket, ServerProtocol protocol) throws IOException {
    stats.countRefused();
    if (!refusals.tryAcquire()) {
      socket.close();
      return;
    }
    try {
      threads.start(() -> sayRefusal(socket, protocol));
    } catch (OutOfMemoryError e) {
      LOG.log(Level.WARNING, "no thread to refuse a connection: {0}", e.getMessage());
      refusals.release();
      socket.close();
    }
  }

  private void sayRefusal(Socket socket, ServerProtocol protocol) {
    try (socket) {
      var answer = new ArraySink();
      protocol.refuse(answer);
      answer.flushTo(socket.getOutputStream());
      LingeringClose.linger(socket);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a refused connection failed: {0}", e.getMessage());
    } finally {
      refusals.release();
    }
  }

  @Override
  public synchronized void close() {
    if (closing) {
      return;
    }
    closing = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      peerWatch.close();
      endConnections();
      shared.pollWatch().close();
      shared.writeWatch().close();
      shared.offload().close();
    }
  }

  private void endConnections() {
    for (BlockingConnection connection : connections) {
      shutDown(connection);
    }
    if (!threads.awaitNone(GRACE_SECONDS)) {
      for (BlockingConnection connection : connections) {
        connection.cut();
      }
      threads.awaitNone(GRACE_SECONDS);
    }
  }

  private static void shutDown(BlockingConnection connection) {
    try {
      connection.shutDown();
    } catch (IOException e) {
      // It ended by itself in this moment; its own thread counts how.
      LOG.log(Level.DEBUG, "already gone: {0}", e.getMessage());
    }
  }
}
