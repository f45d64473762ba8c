package org.concurrencybench.suite.micro;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import org.concurrencybench.core.http.HttpServerProtocol;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.service.Service;

/** The codec of the servers in a pipeline, as the model {@code async} has it but for waiting. */
final class OurCodec extends ChannelInboundHandlerAdapter {

  private static final int REPLY_BYTES = 512;

  private final HttpServerProtocol protocol = new HttpServerProtocol(Limits.DEFAULT);
  private final Service service = new BenchService();

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var read = (ByteBuf) message;
    var answer = context.alloc().directBuffer(REPLY_BYTES);
    var output = new BufferSink(answer);
    ByteBuffer unread = read.nioBuffer();
    for (Request request = protocol.decode(unread, output);
        request != null;
        request = protocol.decode(unread, output)) {
      protocol.encode((Reply) service.handle(request), output);
    }
    read.release();
    var _ = context.writeAndFlush(answer, context.voidPromise());
  }

  /** Puts bytes into a buffer of Netty's. */
  private record BufferSink(ByteBuf bytes) implements ByteSink {

    @Override
    public void putByte(int value) {
      bytes.writeByte(value);
    }

    @Override
    public void putShort(int value) {
      bytes.writeShort(value);
    }

    @Override
    public void putInt(int value) {
      bytes.writeInt(value);
    }

    @Override
    public void putLong(long value) {
      bytes.writeLong(value);
    }

    @Override
    public void put(byte[] source) {
      bytes.writeBytes(source);
    }

    @Override
    public void put(ByteBuffer source) {
      bytes.writeBytes(source);
    }
  }
}
