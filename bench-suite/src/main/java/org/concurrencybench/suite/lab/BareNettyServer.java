package org.concurrencybench.suite.lab;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.suite.micro.HelloHandler;

/** A pipeline of one or two handlers, as many event loops as CPUs, one of which accepts. */
final class BareNettyServer implements BareServer {

  private final EventLoopGroup loops;
  private final Channel listener;
  private final Runnable afterwards;

  private BareNettyServer(EventLoopGroup loops, Channel listener, Runnable afterwards) {
    this.loops = loops;
    this.listener = listener;
    this.afterwards = afterwards;
  }

  /** Writes {@link BareReply} to whatever it reads. */
  static BareServer constant(BareWork work) {
    var handler = new Constant(work);
    return start(pipeline -> pipeline.addLast(handler), handler::release);
  }

  /** Writes back what it reads. */
  static BareServer mirror(BareWork work) {
    var handler = new Mirror(work);
    return start(pipeline -> pipeline.addLast(handler), () -> {});
  }

  /** Decodes and encodes with Netty's HTTP codec. */
  static BareServer codec(BareWork work) {
    return start(
        pipeline -> pipeline.addLast(new HttpServerCodec(), new HelloHandler(work::once)),
        () -> {});
  }

  /** Runs {@code afterwards} when no handler is used any more. */
  private static BareServer start(Consumer<ChannelPipeline> handlers, Runnable afterwards) {
    var loops =
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
    Channel listener =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, ServerConfig.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(512, 512, 16 * 1024))
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    handlers.accept(channel.pipeline());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    return new BareNettyServer(loops, listener, afterwards);
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    afterwards.run();
  }

  /** The buffer that was read is the buffer that is written. */
  @Sharable
  @SuppressWarnings("FutureReturnValueIgnored") // A failed write ends the connection.
  private static final class Mirror extends ChannelInboundHandlerAdapter {

    private final BareWork work;

    Mirror(BareWork work) {
      this.work = work;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      work.once();
      context.write(message, context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Writes the same buffer to everybody: nothing is copied. */
  @Sharable
  @SuppressWarnings("FutureReturnValueIgnored") // A failed write ends the connection.
  private static final class Constant extends ChannelInboundHandlerAdapter {

    private final ByteBuf owned = Unpooled.directBuffer().writeBytes(BareReply.bytes());
    private final ByteBuf reply = Unpooled.unreleasableBuffer(owned);

    private final BareWork work;

    Constant(BareWork work) {
      this.work = work;
    }

    void release() {
      owned.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      work.once();
      context.write(reply.duplicate(), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
