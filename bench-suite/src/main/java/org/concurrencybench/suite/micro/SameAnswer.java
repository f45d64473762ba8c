package org.concurrencybench.suite.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Answers whatever comes with the same bytes, without looking at it. */
final class SameAnswer extends ChannelInboundHandlerAdapter {

  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: text/plain\r
      Content-Length: 13\r
      Date: Sun, 06 Nov 1994 08:49:37 GMT\r
      \r
      Hello, World!\
      """
          .getBytes(US_ASCII);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ((ByteBuf) message).release();
    ByteBuf answer = context.alloc().directBuffer(ANSWER.length).writeBytes(ANSWER);
    var _ = context.writeAndFlush(answer, context.voidPromise());
  }
}
