package org.concurrencybench.pooled;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.PeerWatch;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as its selector sees it: read, have it served, write what had to wait, until
 * somebody ends it.
 *
 * <pre>
 *   OPEN ──▶ ENDING: the last bytes are written ──▶ LINGERING ──▶ closed
 *     └───────────┴────────────── failed ────────────────┴──────────▲
 * </pre>
 *
 * <p>Everything is used by the loop's thread only, except by the methods whose names end in Later.
 */
final class PooledConnection implements SelectorLoop.Ready, Outbox.Owner, PeerWatch.Watched {

  private static final Logger LOG = System.getLogger(PooledConnection.class.getName());

  private final SocketChannel channel;
  private final ServerProtocol protocol;
  private final SelectionKey key;
  private final SelectorLoop loop;
  private final Serving serving;
  private final Consumer<Ending> ended;
  private final Outbox outbox;
  private final Dialog dialog;

  private boolean peerEnded;
  private boolean shuttingDown;
  private boolean ending;
  private boolean closed;
  private int noted;
  private @Nullable LingeringClose lingering;
  private Ending how = Ending.NORMAL;

  /**
   * A connection that {@link #begin} begins; {@code ended} is told when it is gone.
   *
   * @throws IOException if it is gone already
   */
  PooledConnection(
      SocketChannel channel,
      ServerProtocol protocol,
      SelectorLoop loop,
      Serving serving,
      Consumer<Ending> ended)
      throws IOException {
    this.channel = channel;
    this.protocol = protocol;
    this.loop = loop;
    this.serving = serving;
    this.ended = ended;
    this.outbox = new Outbox(channel, this);
    this.dialog = new Dialog(this, protocol, serving, outbox);
    this.key = loop.register(channel);
    key.attach(this);
  }

  void begin() {
    attempt(this::serve);
  }

  /** Begins, with a refusal that is all that it will ever say. */
  void refuse() {
    dialog.say(protocol::refuse);
    begin();
  }

  /** One step of a connection's life. */
  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.take();
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void ready() {
    try {
      if (key.isReadable()) {
        read();
      }
      if (key.isValid() && key.isWritable()) {
        write();
      }
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void read() throws IOException {
    ByteBuffer read = loop.read(channel);
    if (read == null) {
      peerEnded();
    } else if (lingering != null) {
      if (lingering.discarded(read.remaining())) {
        close();
      }
    } else if (read.hasRemaining()) {
      dialog.received(read);
      serve();
    }
  }

  private void peerEnded() throws IOException {
    peerEnded = true;
    if (lingering == null) {
      dialog.hurry();
      serve();
    } else {
      close();
    }
  }

  private void write() throws IOException {
    boolean all = outbox.drain();
    if (!ending) {
      serve();
    } else if (all && lingering == null) {
      lastWritten();
    }
  }

  /** Goes on, as far as that is the loop's business now. */
  private void serve() throws IOException {
    if (dialog.isLoops()) {
      if (closed) {
        dialog.end();
      } else if (!ending && dialog.goOn()) {
        endIfOver();
      }
    }
    interest();
  }

  private void endIfOver() throws IOException {
    if (!dialog.isOver()) {
      if (shuttingDown) {
        dialog.say(protocol::shutDown);
      } else if (peerEnded) {
        dialog.say(protocol::endOfInput);
      }
    }
    if (dialog.isOver()) {
      end();
    } else {
      dialog.flushUnlessOver();
    }
  }

  /** Writes the last bytes, then lets go. Nothing is read meanwhile. */
  private void end() throws IOException {
    ending = true;
    dialog.end();
    if (outbox.isEmpty()) {
      lastWritten();
    }
  }

  private void lastWritten() throws IOException {
    if (protocol.state() == State.VIOLATED) {
      how = Ending.VIOLATION;
    }
    if (peerEnded) {
      close();
    } else {
      lingering = new LingeringClose(channel, serving.timer(), () -> loop.execute(this::close));
      interest();
    }
  }

  /**
   * Reading goes on while a request is handled, because it is how the end or the reset of the peer
   * is noticed; but not beyond a bound.
   */
  private void interest() {
    if (closed) {
      return;
    }
    boolean reads = lingering != null || !ending && !peerEnded && !dialog.isFull();
    int wanted =
        (reads ? SelectionKey.OP_READ : 0) | (outbox.isEmpty() ? 0 : SelectionKey.OP_WRITE);
    if (key.interestOps() != wanted) {
      key.interestOps(wanted);
    }
  }

  /** Ends it after the replies to what it has read. */
  void shutDown() {
    shuttingDown = true;
    if (!ending) {
      dialog.hurry();
      attempt(this::serve);
    }
  }

  /** Ends it at once, without a farewell. */
  void cut() {
    if (!closed) {
      failed(new IOException("cut"));
    }
  }

  private void failed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      how = Ending.BUG;
      LOG.log(Level.ERROR, "a bug ended a connection", cause);
    } else if (lingering == null && how == Ending.NORMAL) {
      how = Ending.IO_FAILURE;
      LOG.log(Level.DEBUG, "a connection failed: {0}", cause.getMessage());
    }
    close();
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    ending = true;
    SelectorLoop.close(channel);
    outbox.abandon();
    dialog.cut();
    if (dialog.isLoops()) {
      dialog.end();
    }
    if (lingering != null) {
      lingering.closed();
    }
    ended.accept(how);
  }

  /** Has the loop go on with it. Called by any thread. */
  void serveLater() {
    loop.execute(() -> attempt(this::serve));
  }

  /** Has the loop look again at what it waits for. Called by any thread. */
  @Override
  public void interestLater() {
    loop.execute(this::interest);
  }

  /** Has the loop end it for that reason. Called by any thread. */
  @Override
  public void failedLater(Throwable cause) {
    loop.execute(() -> failed(cause));
  }

  @Override
  public PeerWatch.Awaits awaits() {
    return ending ? PeerWatch.Awaits.NOTHING : dialog.awaits();
  }

  @Override
  public int turn() {
    return dialog.turn();
  }

  @Override
  public int noted() {
    return noted;
  }

  @Override
  public void note(int note) {
    noted = note;
  }

  @Override
  public void tookTooLong() {
    attempt(() -> {
      dialog.say(protocol::tookTooLong);
      end();
      interest();
    });
  }
}
