package org.concurrencybench.suite.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * {@code GET /hello} as an application of Netty's codec answers it, with a body that all answers
 * share. One for each connection, behind an {@code HttpServerCodec}.
 */
public final class HelloHandler extends ChannelInboundHandlerAdapter {

  private static final ByteBuf TEXT =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer().writeBytes("Hello, World!".getBytes(US_ASCII)));

  private static final AsciiString LENGTH =
      AsciiString.cached(Integer.toString(TEXT.readableBytes()));
  private static final AsciiString DATE = AsciiString.cached("Sun, 06 Nov 1994 08:49:37 GMT");

  private final Runnable work;
  private boolean found;

  /**
   * Answers.
   *
   * @param work what it does before each answer
   */
  public HelloHandler(Runnable work) {
    this.work = work;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      found = request.uri().equals("/hello");
    }
    if (message instanceof LastHttpContent) {
      work.run();
      var _ = context.write(answer(), context.voidPromise());
    }
    ReferenceCountUtil.release(message);
  }

  private DefaultFullHttpResponse answer() {
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            found ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND,
            TEXT.duplicate());
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN)
        .set(HttpHeaderNames.CONTENT_LENGTH, LENGTH)
        .set(HttpHeaderNames.DATE, DATE);
    return answer;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
