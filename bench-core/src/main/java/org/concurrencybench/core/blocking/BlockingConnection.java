package org.concurrencybench.core.blocking;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.PeerWatch;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * One connection and its thread: read, decode, handle, encode, write, until somebody ends it.
 *
 * <p>Everything is used by the connection's own thread, except {@link #shutDown} and {@link #cut}.
 */
final class BlockingConnection implements PeerWatch.Watched {

  private static final Logger LOG = System.getLogger(BlockingConnection.class.getName());

  private final Socket socket;
  private final ServerProtocol protocol;
  private final Shared shared;
  private final ArraySink output = new ArraySink();
  private volatile boolean shuttingDown;
  private volatile boolean sleeping;

  /** What it reads for; written before it sleeps, and read by the watch while it does. */
  private PeerWatch.Awaits awaits = PeerWatch.Awaits.REQUEST;

  private int turn;
  private int noted;
  private volatile boolean late;

  /** What its thread waits for, if that is not the client. */
  private volatile @Nullable Wait waiting;

  /** Made by the first call. */
  private @Nullable BackendCalls backend;

  /** How everything is written since it has joined a room. */
  private @Nullable Outbox outbox;

  /** Where it sits now. */
  private @Nullable Seat seat;

  BlockingConnection(Socket socket, ServerProtocol protocol, Shared shared) {
    this.socket = socket;
    this.protocol = protocol;
    this.shared = shared;
  }

  /** Serves until the end, closes the socket, and says how it ended. */
  Ending run() throws IOException {
    try (socket) {
      socket.setTcpNoDelay(true);
      return serve(socket.getInputStream(), socket.getOutputStream());
    } finally {
      letGo();
    }
  }

  private Ending serve(InputStream in, OutputStream out) throws IOException {
    var buffer = new ReadBuffer();
    boolean peerSends = true;
    while (protocol.state() == State.OPEN) {
      awaits = awaited();
      sleeping = true;
      if (shuttingDown) {
        protocol.shutDown(output);
      } else {
        peerSends = buffer.read(in, awaits == PeerWatch.Awaits.REST);
        sleeping = false;
        if (!peerSends) {
          endOfInput();
        }
        serveBatch(buffer, out);
        if (awaits != PeerWatch.Awaits.REST || output.size() > 0) {
          turn++;
        }
      }
      if (seat != null && protocol.state() != State.OPEN) {
        leave(); // no message may follow the last bytes
      }
      flush(out);
    }
    if (outbox != null) {
      outbox.drain();
    }
    if (peerSends) {
      LingeringClose.linger(socket);
    }
    return protocol.state() == State.VIOLATED ? Ending.VIOLATION : Ending.NORMAL;
  }

  private PeerWatch.Awaits awaited() {
    if (protocol.midMessage()) {
      return PeerWatch.Awaits.REST;
    }
    return seat == null ? PeerWatch.Awaits.REQUEST : PeerWatch.Awaits.NOTHING;
  }

  private void serveBatch(ReadBuffer buffer, OutputStream out) throws IOException {
    Request request;
    while ((request = protocol.decode(buffer.unread(), output)) != null) {
      turn++;
      shared.lock().acquire();
      try {
        perform(shared.service().handle(request), buffer, out);
      } finally {
        shared.lock().release();
      }
      if (output.size() >= ServerConfig.FLUSH_BYTES) {
        flush(out);
      }
    }
  }

  /** The one place where this model performs outcomes: what must wait, blocks this thread. */
  private void perform(Outcome outcome, ReadBuffer buffer, OutputStream out) throws IOException {
    switch (outcome) {
      case Reply reply -> protocol.encode(reply, output);
      case Outcome.Compute work -> protocol.encode(compute(work, out), output);
      case Outcome.CallBackend call -> protocol.encode(callBackend(call, out), output);
      case Outcome.Join(Room room, String name) -> join(room, name, out);
      case Outcome.Publish said -> publish(said, out);
      case Outcome.Post(Room room, var type, var payload) -> {
        room.publish(type, payload);
        protocol.encode(new Reply.Published(), output);
      }
      case Outcome.AwaitMessage wanted ->
          protocol.encode(awaitMessage(wanted, buffer, out), output);
    }
  }

  private Reply compute(Outcome.Compute work, OutputStream out) throws IOException {
    var wait = new OffloadWait();
    long value =
        shared.offload().offer(work, wait)
            ? away(wait, out, wait::await)
            : Computation.of(work.units(), work.seed());
    return new Reply.Computed(value, work.payload());
  }

  private Reply awaitMessage(Outcome.AwaitMessage wanted, ReadBuffer buffer, OutputStream out)
      throws IOException {
    var poll = new LongPoll(socket, buffer);
    return away(poll, out, () -> poll.await(wanted, shared.pollWatch()));
  }

  private Reply callBackend(Outcome.CallBackend call, OutputStream out) throws IOException {
    InetSocketAddress address = shared.backend();
    if (address == null) {
      return new Reply.BackendUnavailable("this server was started without a backend");
    }
    BackendCalls calls = backend == null ? new BackendCalls(address, shared.limits()) : backend;
    backend = calls;
    return away(calls, out, () -> calls.call(call));
  }

  /** Something that takes its time, away from the client. */
  @FunctionalInterface
  private interface Waiting<T> {
    T run() throws IOException;
  }

  /**
   * Sends what is ready, then waits, without the global lock, until {@code work} is done or
   * somebody ends the wait.
   */
  private <T> T away(Wait wait, OutputStream out, Waiting<T> work) throws IOException {
    shared.lock().release();
    try {
      flush(out);
      waiting = wait;
      // Whoever ends this either finds the wait, or is found here.
      if (shuttingDown) {
        wait.shutDown();
      }
      if (socket.isClosed()) {
        wait.cut();
      }
      return work.run();
    } finally {
      waiting = null;
      shared.lock().acquire();
    }
  }

  /** The answer and the place in the room are in effect together. */
  private void join(Room room, String name, OutputStream out) throws IOException {
    leave();
    Outbox box = outbox == null ? newOutbox(room, out) : outbox;
    outbox = box;
    protocol.encode(new Reply.Joined(name), output);
    var entered = new Seat(protocol.messageFormat(), box);
    seat = entered;
    shared.lock().release();
    try {
      box.enter(entered, room, output);
    } finally {
      shared.lock().acquire();
    }
  }

  private Outbox newOutbox(Room room, OutputStream out) throws IOException {
    return switch (shared.fanout()) {
      case DIRECT ->
          new DirectOutbox(socket, out, room.stats(), shared.lock(), shared.writeWatch());
      case WRITER -> {
        try {
          yield QueuedOutbox.start(socket, out, room.stats(), shared.threads());
        } catch (OutOfMemoryError e) {
          LOG.log(Level.WARNING, "no thread for the writer of a member: {0}", e.getMessage());
          throw new IOException("no thread for the writer of a member", e);
        }
      }
    };
  }

  /** Replies to what the member has asked before go before its own message. */
  private void publish(Outcome.Publish said, OutputStream out) throws IOException {
    if (output.size() > 0) {
      flushUnlocked(out);
    }
    requireNonNull(seat, "spoke before it joined").publish(said.type(), said.payload());
    protocol.encode(new Reply.Published(), output);
  }

  private void leave() {
    if (seat != null && outbox != null) {
      seat.leave();
      outbox.vacate();
      seat = null;
    }
  }

  /** Called with the global lock, which is not held while the client takes what is ready. */
  private void flushUnlocked(OutputStream out) throws IOException {
    shared.lock().release();
    try {
      flush(out);
    } finally {
      shared.lock().acquire();
    }
  }

  private void flush(OutputStream out) throws IOException {
    if (outbox == null) {
      output.flushTo(out);
    } else {
      outbox.reply(output);
    }
  }

  /** Leaves nothing behind. The socket is closed. */
  private void letGo() {
    leave();
    if (backend != null) {
      backend.cut();
    }
    if (outbox != null) {
      outbox.abandon();
    }
  }

  private void endOfInput() {
    if (shuttingDown) {
      protocol.shutDown(output);
    } else if (late) {
      protocol.tookTooLong(output);
    } else {
      protocol.endOfInput(output);
    }
  }

  @Override
  public PeerWatch.Awaits awaits() {
    return sleeping ? awaits : PeerWatch.Awaits.NOTHING;
  }

  @Override
  public int turn() {
    return turn;
  }

  @Override
  public int noted() {
    return noted;
  }

  @Override
  public void note(int note) {
    noted = note;
  }

  /** Wakes its thread, as {@link #shutDown} does. Called by the watch. */
  @Override
  public void tookTooLong() {
    late = true;
    if (sleeping && !socket.isClosed()) {
      try {
        socket.shutdownInput();
      } catch (IOException e) {
        // It ended by itself in this moment; its own thread counts how.
        LOG.log(Level.DEBUG, "already gone: {0}", e.getMessage());
      }
    }
  }

  /**
   * Ends the connection after the reply in flight. Called by any thread. A thread that sleeps in a
   * read is woken by shutting down input; one that works sees the flag before its next read, and
   * can then still discard what the peer has sent, which would reset the connection and destroy the
   * reply. Either this sees it asleep or it sees the flag, because both write before they look.
   */
  void shutDown() throws IOException {
    shuttingDown = true;
    if (sleeping && !socket.isClosed()) {
      socket.shutdownInput();
    }
    Wait wait = waiting;
    if (wait != null) {
      wait.shutDown();
    }
  }

  /** Ends the connection at once, whatever it is doing. Called by any thread. */
  void cut() {
    Sockets.cut(socket);
    Wait wait = waiting;
    if (wait != null) {
      wait.cut();
    }
  }
}
