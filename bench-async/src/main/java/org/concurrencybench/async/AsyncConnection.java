package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its event loop: read, decode, handle, encode, write, until somebody ends it.
 *
 * <pre>
 *                 read                 used up: flush
 *   IDLE ─────────────────▶ SERVING ─────────────────▶ IDLE
 *                            │   ▲
 *        the peer is behind  ▼   │  it caught up
 *                            PAUSED: nothing is decoded or read
 *
 *   any of them ──▶ ENDING: the last bytes are written ──▶ LINGERING ──▶ closed
 * </pre>
 *
 * <p>Everything is used by the loop's thread only; {@link ShutDown} is how others reach it.
 */
final class AsyncConnection extends ChannelInboundHandlerAdapter {

  /**
   * Fired into the pipeline by any thread, ends the connection after the replies to what it has
   * read.
   */
  record ShutDown() {}

  private static final Logger LOG = System.getLogger(AsyncConnection.class.getName());

  private final SocketChannel channel;
  private final ServerProtocol protocol;
  private final Service service;
  private final Consumer<AsyncConnection> closed;
  private final Unread unread = new Unread();
  private final BufferSink output;

  private boolean paused;
  private boolean peerEnded;
  private boolean shuttingDown;
  private boolean ending;
  private @Nullable LingeringClose lingering;
  private Ending how = Ending.NORMAL;

  /**
   * A connection that begins when its channel is registered; {@code closed} is told when it is
   * gone.
   */
  AsyncConnection(
      SocketChannel channel,
      ServerProtocol protocol,
      Service service,
      Consumer<AsyncConnection> closed) {
    this.channel = channel;
    this.protocol = protocol;
    this.service = service;
    this.closed = closed;
    this.output = new BufferSink(channel.alloc());
  }

  SocketChannel channel() {
    return channel;
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
      unread.add(read);
      serve();
    }
  }

  /** The end of a read batch. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flush();
  }

  /**
   * Decodes and answers, one request at a time, until what was read is used up or the peer has to
   * catch up.
   */
  private void serve() {
    while (protocol.state() == State.OPEN && !unread.isEmpty()) {
      if (!channel.isWritable()) {
        pause();
        return;
      }
      Request request = protocol.decode(unread.view(), output);
      if (request == null) {
        unread.next();
      } else {
        perform(service.handle(request));
      }
      if (output.size() >= ServerConfig.FLUSH_BYTES) {
        flush();
      }
    }
    if (shuttingDown) {
      protocol.shutDown(output);
    } else if (peerEnded) {
      protocol.endOfInput(output);
    }
    if (protocol.state() != State.OPEN) {
      end();
    }
  }

  /**
   * The one place where this model performs outcomes: what must wait, returns to the loop and is
   * called back.
   */
  private void perform(Outcome outcome) {
    switch (outcome) {
      case Reply reply -> protocol.encode(reply, output);
      default -> throw new IllegalStateException("not yet performed: " + outcome);
    }
  }

  private void flush() {
    if (output.size() > 0) {
      channel.writeAndFlush(output.take(), channel.voidPromise());
    }
  }

  /**
   * The peer does not take what it asked for: no more is answered, and so no more is read, until it
   * does.
   */
  private void pause() {
    paused = true;
    channel.config().setAutoRead(false);
    flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (paused && !ending && channel.isWritable()) {
      paused = false;
      channel.config().setAutoRead(true);
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

  /** Writes the last bytes, then lets go. Nothing is read meanwhile. */
  private void end() {
    ending = true;
    unread.release();
    channel.config().setAutoRead(false);
    channel
        .writeAndFlush(output.take())
        .addListener((ChannelFuture written) -> lastWritten(written.cause()));
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
    unread.release();
    output.take().release();
    if (lingering != null) {
      lingering.closed();
    }
    closed.accept(this);
  }
}
