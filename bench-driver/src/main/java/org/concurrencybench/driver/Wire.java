package org.concurrencybench.driver;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.system.loop.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, from connect to its end: requests to bytes to the socket, bytes from the
 * socket to replies. The only handler of its pipeline. Used by its worker's thread only.
 *
 * <p>Tells its {@link Owner} exactly once that it has ended, and nothing after that.
 */
final class Wire extends ChannelInboundHandlerAdapter {

  /** Who is told. Called by the worker's thread. */
  interface Owner {

    /** Requests may be sent: connected, and upgraded where that is needed. */
    void opened(long nowNanos);

    /** A reply was read at that time. It is valid during the call. */
    void replied(Reply reply, long nowNanos);

    /** It is over, and why. */
    void ended(ErrorKind kind, String words);

    /** A mistake of ours. */
    void bug(Throwable cause);
  }

  /** From a write that failed until what had come before must have been read. */
  private static final long UNREAD_WITHIN_MILLIS = 100;

  private static final int NOT_READING_BUFFER_BYTES = 16 * 1024;

  /** More than a segment on loopback: a smaller window takes a delayed acknowledgement for each. */
  private static final int READING_BUFFER_BYTES = 1024 * 1024;

  private final ClientProtocol protocol;
  private final WriteBuffer output;
  private final NanoClock clock;
  private final Owner owner;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> deadline;
  private boolean open;
  private boolean ended;

  /** Why no more can be written or read, while the last bytes that came may still be unread. */
  private @Nullable String broken;

  Wire(ClientProtocol protocol, WriteBuffer output, NanoClock clock, Owner owner) {
    this.protocol = protocol;
    this.output = output;
    this.clock = clock;
    this.owner = owner;
  }

  /**
   * Takes a timer that ends this wire; opening it, ending it or {@link #unlimited} cancels that.
   */
  void limit(Future<?> timer) {
    deadline = timer;
  }

  /** What was waited for has come. */
  void unlimited() {
    cancelDeadline();
  }

  /** The connect call failed. */
  void connectFailed(Throwable cause) {
    fail(ConnectFailure.kind(cause), words(cause));
  }

  /** Sends now. The wire must be open. */
  void send(Request request) {
    protocol.encode(request, output);
    flush();
  }

  /** Ends it from this side; the owner is not told. */
  void close() {
    ended = true;
    cancelDeadline();
    ChannelHandlerContext ctx = context;
    if (ctx != null) {
      ctx.close();
    }
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** Ends it from this side with the farewell of its protocol; the owner is not told. */
  void farewell() {
    if (open && !ended) {
      ended = true;
      protocol.close(output);
      flush();
    }
    close();
  }

  /** Ends it from this side and tells the owner. */
  void fail(ErrorKind kind, String words) {
    if (!ended) {
      close();
      owner.ended(kind, words);
    }
  }

  /**
   * Reads no further, or reads again. Meanwhile the kernel takes what comes until its buffer, which
   * is made small for that, is full.
   */
  void reading(boolean on) {
    ChannelHandlerContext ctx = context;
    if (ctx != null && !ended) {
      ctx.channel()
          .config()
          .setOption(ChannelOption.SO_RCVBUF, on ? READING_BUFFER_BYTES : NOT_READING_BUFFER_BYTES);
      ctx.channel().config().setAutoRead(on);
    }
  }

  /** Whether the request is still being written. */
  boolean writing() {
    return pendingBytes() > 0;
  }

  /** Bytes that were sent and are not yet with the kernel, because its buffer is full. */
  long pendingBytes() {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      return 0;
    }
    ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /** Whether the server has announced that it will close. */
  boolean closing() {
    return protocol.closing();
  }

  private void flush() {
    ChannelHandlerContext ctx = context;
    if (ctx != null && !output.isEmpty()) {
      ctx.writeAndFlush(output.content(), ctx.voidPromise());
      output.written();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (ended) {
      ctx.close();
      return;
    }
    protocol.open(output);
    flush();
    openIfReady(clock.nanoTime());
  }

  private void openIfReady(long nowNanos) {
    if (!open && protocol.ready()) {
      open = true;
      cancelDeadline();
      owner.opened(nowNanos);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    // Once for each reply, not once for each wake-up: the time that earlier replies of the same
    // wake-up took to be
    // checked belongs to this one.
    long now = clock.nanoTime();
    var bytes = (ByteBuf) message;
    try {
      read(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()), now);
    } catch (ProtocolViolation e) {
      fail(ErrorKind.VIOLATION, words(e));
    } finally {
      bytes.release();
    }
  }

  private void read(ByteBuffer input, long now) {
    while (!ended) {
      Reply reply = protocol.decode(input, output);
      if (!output.isEmpty()) {
        flush();
      }
      // A message of a room may come with the bytes that opened the connection.
      openIfReady(now);
      if (reply == null || ended) {
        return;
      }
      owner.replied(reply, now);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (ended) {
      return;
    }
    if (broken != null) {
      fail(ErrorKind.RESET, broken);
      return;
    }
    try {
      Reply last = protocol.endOfInput();
      if (last != null) {
        owner.replied(last, clock.nanoTime());
      }
      fail(ErrorKind.CLOSED, "the server closed the connection");
    } catch (ProtocolViolation e) {
      fail(ErrorKind.CLOSED, words(e));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || broken != null) {
      breaks(ctx, words(cause));
    } else if (!ended) {
      close();
      owner.bug(cause);
    }
  }

  /**
   * A write or a read failed. An answer that came before, such as a 413 while its request was being
   * written, lies in the receive buffer and is read first; the end of input follows.
   */
  private void breaks(ChannelHandlerContext ctx, String words) {
    if (broken == null && !ended) {
      broken = words;
      ctx.executor()
          .schedule(
              () -> fail(ErrorKind.RESET, words), UNREAD_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
