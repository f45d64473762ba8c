package org.concurrencybench.pooled;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/** Takes connections from the listening socket, on the first selector's thread. */
final class Acceptor implements SelectorLoop.Ready {

  /** Whom they are given to. */
  @FunctionalInterface
  interface Accepted {
    void accepted(SocketChannel channel) throws IOException;
  }

  private static final Logger LOG = System.getLogger(Acceptor.class.getName());

  private final ServerSocketChannel listener;
  private final SelectorLoop loop;
  private final SelectionKey key;
  private final ScheduledExecutorService timer;
  private final Accepted accepted;

  private Acceptor(
      ServerSocketChannel listener,
      SelectorLoop loop,
      ScheduledExecutorService timer,
      Accepted accepted)
      throws IOException {
    this.listener = listener;
    this.loop = loop;
    this.timer = timer;
    this.accepted = accepted;
    this.key = loop.register(listener);
  }

  /** Begins to accept. Called by the loop's thread, as everything here. */
  static void begin(
      ServerSocketChannel listener,
      SelectorLoop loop,
      ScheduledExecutorService timer,
      Accepted accepted)
      throws IOException {
    var acceptor = new Acceptor(listener, loop, timer, accepted);
    acceptor.key.attach(acceptor);
    acceptor.again();
  }

  @Override
  public void ready() {
    try {
      SocketChannel channel;
      while ((channel = listener.accept()) != null) {
        accepted(channel);
      }
    } catch (IOException e) {
      // Out of descriptors, most likely. Those that are connected are still served, and some will
      // end.
      LOG.log(Level.WARNING, "cannot accept: {0}", e.getMessage());
      key.interestOps(0);
      var _ =
          timer.schedule(
              () -> loop.execute(this::again),
              ServerConfig.ACCEPT_PAUSE_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void accepted(SocketChannel channel) throws IOException {
    try {
      accepted.accepted(channel);
    } catch (IOException e) {
      // It was gone before its options could be set.
      LOG.log(Level.DEBUG, "a connection failed at once: {0}", e.getMessage());
      channel.close();
    }
  }

  private void again() {
    if (key.isValid()) {
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }
}
