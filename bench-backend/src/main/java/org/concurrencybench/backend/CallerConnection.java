package org.concurrencybench.backend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.concurrencybench.system.loop.WriteBuffer;

/**
 * One connection of a caller: one call at a time, in the order of arrival. Calls that come while
 * another waits for its time are kept as bytes, and too many are not read. Used by the loop's
 * thread only.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(CallerConnection.class.getName());

  private static final byte[] NOTHING = {};

  /** Above this much unread input nothing more is read. */
  private static final int UNREAD_BYTES = 64 * 1024;

  private final Channel channel;
  private final TcpServerProtocol protocol;
  private final WriteBuffer output;
  private final DueCalls due;

  /** When the call that waits is to be answered; its place among the others. */
  long dueNanos;

  int place;

  private boolean waiting;
  private int millis;
  private byte[] payload = NOTHING;
  private byte[] unread = NOTHING;

  CallerConnection(Channel channel, TcpServerProtocol protocol, WriteBuffer output, DueCalls due) {
    this.channel = channel;
    this.protocol = protocol;
    this.output = output;
    this.due = due;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var read = (ByteBuf) message;
    try {
      serve(withUnread(read.internalNioBuffer(read.readerIndex(), read.readableBytes())));
    } finally {
      read.release();
    }
  }

  private ByteBuffer withUnread(ByteBuffer read) {
    if (unread.length == 0) {
      return read;
    }
    return ByteBuffer.allocate(unread.length + read.remaining()).put(unread).put(read).flip();
  }

  /** Decodes the next call, if none waits, and keeps what is behind it. */
  private void serve(ByteBuffer input) {
    if (!waiting && protocol.decode(input, output) instanceof Request.CallBackend call) {
      begin(call);
    }
    if (protocol.state() != State.OPEN) {
      channel.writeAndFlush(output.content()).addListener(ChannelFutureListener.CLOSE);
      output.written();
      return;
    }
    keep(input);
  }

  private void begin(Request.CallBackend call) {
    waiting = true;
    millis = call.millis();
    payload = copy(call.payload());
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    due.add(this);
  }

  private void keep(ByteBuffer input) {
    unread = copy(input);
    channel.config().setAutoRead(unread.length < UNREAD_BYTES);
  }

  private static byte[] copy(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return NOTHING;
    }
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** It is time. Takes the call out of those that are due, and may put the next one in. */
  void answer() {
    due.remove(this);
    waiting = false;
    protocol.encode(new Reply.BackendAnswered(millis, ByteBuffer.wrap(payload)), output);
    payload = NOTHING;
    channel.writeAndFlush(output.content(), channel.voidPromise());
    output.written();
    if (unread.length > 0) {
      serve(ByteBuffer.wrap(unread));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.log(Level.ERROR, "a bug ended a connection of the backend", cause);
    }
    channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (waiting) {
      waiting = false;
      due.remove(this);
    }
    unread = NOTHING;
    payload = NOTHING;
  }
}
