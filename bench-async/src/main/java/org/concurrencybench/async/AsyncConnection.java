package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.PeerWatch;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its event loop: read, decode, handle, encode, write, until somebody ends it.
 *
 * <pre>
 *                 read                 used up: flush
 *   IDLE ─────────────────▶ SERVING ─────────────────▶ IDLE
 *                            │   ▲
 *        the peer is behind  ▼   │  it caught up, or the reply has come
 *          or must be waited for │
 *                            PAUSED: nothing is decoded, and soon nothing is read
 *
 *   any of them ──▶ ENDING: the last bytes are written ──▶ LINGERING ──▶ closed
 * </pre>
 *
 * <p>Everything is used by the loop's thread only; {@link ShutDown} is how others reach it.
 */
final class AsyncConnection extends ChannelInboundHandlerAdapter implements PeerWatch.Watched {

  /**
   * Fired into the pipeline by any thread, ends the connection after the replies to what it has
   * read.
   */
  record ShutDown() {}

  private static final Logger LOG = System.getLogger(AsyncConnection.class.getName());

  private final SocketChannel channel;
  private final ServerProtocol protocol;
  private final Serving serving;
  private final ServingLoop loop;
  private final Consumer<AsyncConnection> closed;
  private final Unread unread = new Unread();
  private final BufferSink output;

  private @Nullable Performing performing;
  private boolean reading = true;
  private boolean paused;
  private boolean waiting;
  private boolean peerEnded;
  private boolean shuttingDown;
  private boolean ending;
  private int turn;
  private int noted;
  private @Nullable LingeringClose lingering;
  private Ending how = Ending.NORMAL;

  /**
   * A connection that begins when its channel is registered; {@code closed} is told when it is
   * gone.
   */
  AsyncConnection(
      SocketChannel channel,
      ServerProtocol protocol,
      Serving serving,
      ServingLoop loop,
      Consumer<AsyncConnection> closed) {
    this.channel = channel;
    this.protocol = protocol;
    this.serving = serving;
    this.loop = loop;
    this.closed = closed;
    this.output = new BufferSink(channel.alloc());
  }

  SocketChannel channel() {
    return channel;
  }

  /** Where it runs. */
  EventLoop loop() {
    return loop.loop();
  }

  /** How it ended, once it has. */
  Ending how() {
    return how;
  }

  /** Makes a refusal all that this connection will ever say. Called before it begins. */
  void refuse() {
    protocol.refuse(output);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    serve();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var read = (ByteBuf) message;
    if (ending) {
      discard(read);
    } else {
      if (!protocol.midMessage()) {
        turn++;
      }
      unread.add(read);
      serve();
      if (waiting) {
        readOrNot();
      }
    }
  }

  /** The end of a read batch. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
  }

  /**
   * Decodes and answers, one request at a time, until what was read is used up, a reply must be
   * waited for, or the peer has to catch up.
   */
  private void serve() {
    while (protocol.state() == State.OPEN && !waiting && !unread.isEmpty()) {
      if (!channel.isWritable()) {
        pause();
        return;
      }
      Request request = protocol.decode(unread.view(), output);
      if (request == null) {
        unread.next();
      } else {
        answer(request);
      }
      if (output.size() >= ServerConfig.FLUSH_BYTES) {
        flush();
      }
    }
    if (waiting) {
      await();
    } else {
      endIfOver();
    }
  }

  private void answer(Request request) {
    turn++;
    serving.lock().acquire();
    try {
      Outcome outcome = serving.service().handle(request);
      if (outcome instanceof Reply reply) {
        encode(reply);
      } else {
        waiting = !performing().perform(outcome, hurried());
      }
    } finally {
      serving.lock().release();
    }
  }

  private Performing performing() {
    if (performing == null) {
      performing = new Performing(this, serving, loop);
    }
    return performing;
  }

  /** What was answered before leaves now; nothing more is decoded. */
  private void await() {
    flush();
    if (hurried() && performing != null) {
      performing.hurry();
    }
  }

  /** Whether nothing may be held open any more, because one of the two ends is leaving. */
  private boolean hurried() {
    return peerEnded || shuttingDown;
  }

  /**
   * The reply that was waited for. Called by the loop's thread, never while a request is handled.
   */
  void answered(Reply reply) {
    if (ending) {
      return;
    }
    try {
      serving.lock().acquire();
      try {
        encode(reply);
      } finally {
        serving.lock().release();
      }
      waiting = false;
      performing().waited();
      serve();
      readOrNot();
      flush();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Appends to the replies that wait to be written. */
  void encode(Reply reply) {
    protocol.encode(reply, output);
  }

  /** How messages of a room are written to it, once it has joined one. */
  MessageFormat messageFormat() {
    return protocol.messageFormat();
  }

  /** Appends a message of a room behind the replies before it; it is not flushed. */
  void write(ByteBuf message, ChannelPromise promise) {
    if (output.size() > 0) {
      channel.write(output.take(), channel.voidPromise());
    }
    channel.write(message, promise);
  }

  private void endIfOver() {
    if (shuttingDown) {
      protocol.shutDown(output);
    } else if (peerEnded) {
      protocol.endOfInput(output);
    }
    if (protocol.state() != State.OPEN) {
      end();
    }
  }

  private void flush() {
    if (output.size() > 0) {
      turn++;
      channel.writeAndFlush(output.take(), channel.voidPromise());
    }
  }

  /**
   * The peer does not take what it asked for: no more is answered, and so no more is read, until it
   * does.
   */
  private void pause() {
    paused = true;
    readOrNot();
    flush();
  }

  /**
   * Reading goes on while a reply is waited for, because it is how the end or the reset of the peer
   * is noticed; but not beyond a bound.
   */
  private void readOrNot() {
    boolean wanted = !paused && !(waiting && unread.laterBytes() >= ServerConfig.FLUSH_BYTES);
    if (reading != wanted && !ending) {
      reading = wanted;
      channel.config().setAutoRead(wanted);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (paused && !ending && channel.isWritable()) {
      paused = false;
      readOrNot();
      serve();
      flush();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case ChannelInputShutdownEvent _ -> peerEnded = true;
      case ShutDown _ -> shuttingDown = true;
      default -> {
        return;
      }
    }
    if (lingering != null && peerEnded) {
      channel.close();
    } else if (!ending) {
      serve();
    }
  }

  @Override
  public PeerWatch.Awaits awaits() {
    if (ending || waiting || paused) {
      return PeerWatch.Awaits.NOTHING;
    }
    if (protocol.midMessage()) {
      return PeerWatch.Awaits.REST;
    }
    return performing != null && performing.isMember()
        ? PeerWatch.Awaits.NOTHING
        : PeerWatch.Awaits.REQUEST;
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

  @Override
  public void tookTooLong() {
    protocol.tookTooLong(output);
    end();
  }

  /** Writes the last bytes, then lets go. Nothing is read meanwhile. */
  private void end() {
    ending = true;
    letGo();
    channel.config().setAutoRead(false);
    channel
        .writeAndFlush(output.take())
        .addListener((ChannelFuture written) -> lastWritten(written.cause()));
  }

  /** Gives up all but the channel. May be repeated. */
  private void letGo() {
    unread.release();
    if (performing != null) {
      performing.end();
    }
  }

  private void lastWritten(@Nullable Throwable failure) {
    if (failure != null) {
      failed(failure);
      return;
    }
    if (protocol.state() == State.VIOLATED) {
      how = Ending.VIOLATION;
    }
    if (peerEnded) {
      channel.close();
    } else {
      lingering = new LingeringClose(channel);
    }
  }

  private void discard(ByteBuf read) {
    int bytes = read.readableBytes();
    read.release();
    if (lingering != null) {
      lingering.discarded(bytes);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed(cause);
  }

  /** No event loop took the channel, so nothing else will ever be called. */
  void neverBegan(Throwable cause) {
    LOG.log(Level.WARNING, "no event loop for a connection: {0}", cause.getMessage());
    how = Ending.IO_FAILURE;
    output.take().release();
    channel.unsafe().closeForcibly();
    closed.accept(this);
  }

  /** Ends it at once, without a farewell: it holds up what others have to say to it. */
  void cut() {
    failed(new IOException("too slow for its room"));
  }

  private void failed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      how = Ending.BUG;
      LOG.log(Level.ERROR, "a bug ended a connection", cause);
    } else if (lingering == null && how == Ending.NORMAL) {
      how = Ending.IO_FAILURE;
      LOG.log(Level.DEBUG, "a connection failed: {0}", cause.getMessage());
    }
    ending = true;
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ending = true;
    letGo();
    output.take().release();
    if (lingering != null) {
      lingering.closed();
    }
    closed.accept(this);
  }
}
