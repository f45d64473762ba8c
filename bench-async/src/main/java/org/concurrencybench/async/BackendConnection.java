package org.concurrencybench.async;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpClientProtocol;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the slow backend, one call in flight. Used by its loop only.
 *
 * <pre>
 *   CONNECTING ──▶ CALLING ◀──▶ IDLE
 *        └────────────┴──────────┴──▶ broken: the call, if there is one, is answered "unavailable"
 * </pre>
 */
final class BackendConnection extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(BackendConnection.class.getName());

  private final BackendCalls calls;
  private final SocketChannel channel;
  private final EventLoop loop;
  private final InetSocketAddress backend;
  private final TcpClientProtocol protocol;
  private final BufferSink output;

  /** What the call in flight has asked for; null while there is none. */
  private @Nullable ByteBuffer payload;

  private int millis;
  private @Nullable Future<?> deadline;
  private boolean broken;

  private BackendConnection(
      BackendCalls calls,
      SocketChannel channel,
      EventLoop loop,
      InetSocketAddress backend,
      TcpClientProtocol protocol) {
    this.calls = calls;
    this.channel = channel;
    this.loop = loop;
    this.backend = backend;
    this.protocol = protocol;
    this.output = new BufferSink(channel.alloc());
  }

  /**
   * A connection that its first call connects.
   *
   * @throws io.netty.channel.ChannelException if there can be no socket
   */
  static BackendConnection open(
      BackendCalls calls, Serving serving, InetSocketAddress backend, EventLoop loop) {
    SocketChannel channel = serving.sockets().get();
    Sockets.setUp(channel);
    channel.config().setConnectTimeoutMillis(ServerConfig.BACKEND_CONNECT_MILLIS);
    var connection =
        new BackendConnection(
            calls, channel, loop, backend, new TcpClientProtocol(serving.limits()));
    channel.pipeline().addLast(connection);
    return connection;
  }

  /** Asks, as soon as it is connected. There is no call in flight. */
  void call(int wantedMillis, ByteBuffer wantedPayload) {
    millis = wantedMillis;
    payload = wantedPayload;
    if (channel.isActive()) {
      send();
    } else if (channel.isRegistered()) {
      broken("has closed the connection");
    } else {
      loop.register(channel).addListener((ChannelFuture registered) -> registered(registered));
    }
  }

  private void registered(ChannelFuture registered) {
    if (registered.isSuccess()) {
      channel.connect(backend).addListener((ChannelFuture connected) -> connected(connected));
    } else {
      channel.unsafe().closeForcibly();
      broken("cannot be reached", registered.cause());
    }
  }

  private void connected(ChannelFuture connected) {
    if (connected.isSuccess()) {
      send();
    } else {
      broken("cannot be reached", connected.cause());
    }
  }

  private void send() {
    ByteBuffer wanted = payload;
    if (wanted == null) {
      return; // given up while it was connecting
    }
    protocol.encode(new Request.CallBackend(millis, wanted.duplicate()), output);
    deadline =
        loop.schedule(
            () -> broken("did not answer in time"),
            (long) millis + ServerConfig.BACKEND_GRACE_MILLIS,
            TimeUnit.MILLISECONDS);
    channel.writeAndFlush(output.take(), channel.voidPromise());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var read = (ByteBuf) message;
    try {
      if (!broken) {
        read(read.internalNioBuffer(read.readerIndex(), read.readableBytes()));
      }
    } catch (ProtocolViolation e) {
      broken("answered wrongly", e);
    } finally {
      read.release();
    }
  }

  private void read(ByteBuffer input) {
    Reply reply = protocol.decode(input, output);
    if (reply == null) {
      return;
    }
    ByteBuffer wanted = payload;
    if (wanted == null || input.hasRemaining()) {
      broken("said more than it was asked for");
    } else if (reply instanceof Reply.BackendAnswered(_, var answer) && answer.equals(wanted)) {
      stopCall();
      calls.answered(reply);
    } else {
      broken("answered wrongly");
    }
  }

  private void stopCall() {
    payload = null;
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    broken("has closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.log(Level.ERROR, "a bug ended a connection to the backend", cause);
    }
    broken("failed", cause);
  }

  private void broken(String how, Throwable cause) {
    broken(how + ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
  }

  /**
   * Ends this connection. The call in flight is answered in the loop's next turn, because a write
   * may fail while the call is still being made.
   */
  private void broken(String how) {
    if (broken) {
      return;
    }
    broken = true;
    boolean called = payload != null;
    stopCall();
    calls.lost(this);
    close();
    if (called) {
      var unavailable = new Reply.BackendUnavailable("the backend " + how);
      loop.execute(() -> calls.answered(unavailable));
    }
  }

  /** Ends it without a word to anybody. */
  void abandon() {
    broken = true;
    stopCall();
    close();
  }

  private void close() {
    if (channel.isRegistered()) {
      channel.close();
    }
  }
}
