package org.concurrencybench.suite.micro;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Our HTTP codec beside Netty's, in the same pipeline with the same buffers: whether the results of
 * {@code async} would be others with the codec that people use there. A sensitivity figure, ranked
 * nowhere.
 *
 * <pre>
 *   NONE    bytes ──────────────────────────────────────────────────▶ the same answer each time
 *   OURS    bytes ──▶ HttpServerProtocol ──▶ service ──▶ HttpServerProtocol ──▶ bytes
 *   NETTY   bytes ──▶ HttpServerCodec ──▶ a handler ──▶ HttpServerCodec ──▶ bytes
 * </pre>
 *
 * <pre>
 * java -cp $CP org.openjdk.jmh.Main CodecInPipeline -prof gc
 * </pre>
 *
 * <p>{@code NONE} is what pipeline and buffers cost; the difference to it is the codec. The two do
 * not do the same: Netty's hands every header to the handler as an object and lets handlers be put
 * before and behind it, ours looks at those headers that change the answer; both check the grammar,
 * ours also what RFC 9112 asks of a server (Host, lengths). The answers have the same headers. The
 * date is a constant in Netty's, where an application would keep it fresh, and ours looks at the
 * clock each time.
 *
 * <p>Expect Netty's to cost more time and to allocate more. Held against the microseconds of a
 * request over a socket, that tells how much of a lead of any model a codec could make or hide.
 */
@State(Scope.Thread)
public class CodecInPipeline extends MicroBenchmark {

  /** What turns bytes into an answer. */
  public enum HttpCodec {
    /** Nothing looks at the bytes. */
    NONE,
    /** That of the servers here. */
    OURS,
    /** That of Netty. */
    NETTY
  }

  private static final byte[] REQUEST =
      "GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n".getBytes(US_ASCII);

  /** Which. */
  @Param public HttpCodec codec = HttpCodec.NONE;

  private EmbeddedChannel channel;

  /** A pipeline with that codec, whose answer must be one. */
  @Setup(Level.Trial)
  public void open() {
    ChannelHandler[] handlers =
        switch (codec) {
          case NONE -> new ChannelHandler[] {new SameAnswer()};
          case OURS -> new ChannelHandler[] {new OurCodec()};
          case NETTY -> new ChannelHandler[] {new HttpServerCodec(), new HelloHandler(() -> {})};
        };
    channel = new EmbeddedChannel(handlers);
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    channel.writeInbound(request());
    String answer = "";
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      answer += new String(ByteBufUtil.getBytes(part), US_ASCII);
      part.release();
    }
    if (!answer.startsWith("HTTP/1.1 200 OK\r\n") || !answer.endsWith("\r\n\r\nHello, World!")) {
      throw new IllegalStateException(codec + " answers: " + answer);
    }
  }

  private ByteBuf request() {
    return channel.alloc().directBuffer(REQUEST.length).writeBytes(REQUEST);
  }

  /** A request in, an answer out. */
  @Benchmark
  public int hello() {
    channel.writeInbound(request());
    int bytes = 0;
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      bytes += part.readableBytes();
      part.release();
    }
    return bytes;
  }

  /** Gives the buffers back. */
  @TearDown(Level.Trial)
  public void close() {
    channel.finishAndReleaseAll();
  }
}
