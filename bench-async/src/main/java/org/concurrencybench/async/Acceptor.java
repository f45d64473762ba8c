package org.concurrencybench.async;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.concurrencybench.core.server.ServerConfig;

/**
 * Takes connections from the listening socket, on the event loop that it shares with some of them.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(Acceptor.class.getName());

  private final Consumer<SocketChannel> accepted;

  Acceptor(Consumer<SocketChannel> accepted) {
    this.accepted = accepted;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var channel = (SocketChannel) message;
    try {
      accepted.accept(channel);
    } catch (ChannelException e) {
      // It was gone before its options could be set.
      LOG.log(Level.DEBUG, "a connection failed at once: {0}", e.getMessage());
      channel.unsafe().closeForcibly();
    }
  }

  /**
   * Out of descriptors, most likely. Those that are connected are still served, and some will end.
   */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.log(Level.WARNING, "cannot accept: {0}", cause.getMessage());
    ChannelConfig config = context.channel().config();
    config.setAutoRead(false);
    context
        .executor()
        .schedule(
            () -> config.setAutoRead(true),
            ServerConfig.ACCEPT_PAUSE_MILLIS,
            TimeUnit.MILLISECONDS);
  }
}
