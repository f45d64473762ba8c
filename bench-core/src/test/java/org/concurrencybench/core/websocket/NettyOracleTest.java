package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's codec, written by others from the same RFC, reads what we write and the reverse. */
class NettyOracleTest {

  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aNettyClientIsEchoedByOurServer(long seed) {
    Random random = new Random(seed);
    EmbeddedChannel encoder = channel(new WebSocket13FrameEncoder(true));
    EmbeddedChannel decoder = decoder(false);
    EchoConnection server = new EchoConnection();
    List<Frame> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      if (random.nextInt(4) == 0) {
        byte[] payload = bytes(random, random.nextInt(126));
        boolean ping = random.nextBoolean();
        ByteBuf content = Unpooled.wrappedBuffer(payload);
        encoder.writeOutbound(
            ping ? new PingWebSocketFrame(content) : new PongWebSocketFrame(content));
        if (ping) {
          expected.add(new Frame(0x8a, payload));
        }
      } else {
        expected.addAll(writeMessage(random, encoder));
      }
    }
    encoder.writeOutbound(new CloseWebSocketFrame(1000, "done"));
    expected.add(Frame.close(1000, ""));

    deliver(random, drain(encoder), server);

    decoder.writeInbound(Unpooled.wrappedBuffer(server.output.bytes()));
    assertThat(frames(decoder)).isEqualTo(expected);
    assertThat(server.server.state()).isEqualTo(State.DONE);
    encoder.finishAndReleaseAll();
    decoder.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aNettyServerAnswersOurClient(long seed) {
    Random random = new Random(seed);
    EmbeddedChannel decoder = decoder(true);
    EmbeddedChannel encoder = channel(new WebSocket13FrameEncoder(false));
    WebSocketClientFrames client = new WebSocketClientFrames(Limits.DEFAULT, seed, false);
    for (int i = 0; i < 100; i++) {
      byte[] payload = bytes(random, length(random));
      BytesSink request = new BytesSink();
      client.encode(new Request.Echo(ByteBuffer.wrap(payload)), request);
      decoder.writeInbound(Unpooled.wrappedBuffer(request.bytes()));
      assertThat(frames(decoder)).containsExactly(Frame.binary(payload));

      List<Frame> answer = writeMessage(random, encoder);
      byte[] reply = drain(encoder);
      int cut = random.nextInt(reply.length + 1);
      BytesSink pongs = new BytesSink();
      Reply first = client.decode(ByteBuffer.wrap(reply, 0, cut), pongs);
      ByteBuffer rest = ByteBuffer.wrap(reply, cut, reply.length - cut);
      Reply whole = first == null ? client.decode(rest, pongs) : first;
      assertThat(whole).isEqualTo(new Reply.Echoed(ByteBuffer.wrap(answer.getLast().payload())));
      decoder.writeInbound(Unpooled.wrappedBuffer(pongs.bytes()));
      assertThat(frames(decoder)).hasSize(answer.size() - 1);
    }
    BytesSink farewell = new BytesSink();
    client.close(farewell);
    decoder.writeInbound(Unpooled.wrappedBuffer(farewell.bytes()));
    assertThat(frames(decoder)).containsExactly(Frame.close(1000, ""));
    encoder.finishAndReleaseAll();
    decoder.finishAndReleaseAll();
  }

  /** What stands before a frame decides whether it is allowed. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "0181000000006f", "0281000000006f", "01810000000061808100000000" + "61"})
  void everyFirstByteIsJudgedAsNettyJudgesIt(String before) {
    byte[] prefix = Utf8Vectors.bytes(before);
    int refused = 0;
    for (int first = 0; first < 256; first++) {
      for (byte[] rest : rests(first)) {
        byte[] bytes = Frame.join(prefix, new byte[] {(byte) first}, rest);
        boolean weRefuse = new EchoConnection().read(bytes).server.state() == State.VIOLATED;
        assertThat(weRefuse)
            .as("%02x %s", first, ByteBufUtil.hexDump(rest, 0, Math.min(16, rest.length)))
            .isEqualTo(nettyRefuses(bytes));
        refused += weRefuse ? 1 : 0;
      }
    }
    assertThat(refused).isBetween(1000, 256 * 5 * 4 - 100);
  }

  /**
   * Second byte, length, mask and payload: masked and not, every form of length, right and wrong.
   */
  private static List<byte[]> rests(int first) {
    List<byte[]> rests = new ArrayList<>();
    boolean data = (first & 0x7f) <= 2; // others are refused for less than a long payload
    int[] lengths = data ? new int[] {0, 1, 125, 126, 65535, 65536} : new int[] {0, 1, 2, 125, 126};
    for (int length : lengths) {
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) 'a');
      if ((first & 15) == 8 && length >= 2) {
        payload[0] = 1000 >> 8;
        payload[1] = (byte) 1000;
      }
      Frame frame = new Frame(first, payload);
      rests.add(tail(frame.unmasked()));
      rests.add(tail(frame.masked()));
      if (length <= 65535) {
        rests.add(tail(frame.masked(Frame.LengthForm.IN_64_BITS)));
      }
      if (length <= 125) {
        rests.add(tail(frame.masked(Frame.LengthForm.IN_16_BITS)));
      }
    }
    return rests;
  }

  private static byte[] tail(byte[] frame) {
    return Arrays.copyOfRange(frame, 1, frame.length);
  }

  private static boolean nettyRefuses(byte[] bytes) {
    EmbeddedChannel decoder = decoder(true);
    try {
      decoder.writeInbound(Unpooled.wrappedBuffer(bytes.clone()));
      return false;
    } catch (DecoderException _) {
      return true;
    } finally {
      decoder.finishAndReleaseAll();
    }
  }

  private static EmbeddedChannel decoder(boolean masked) {
    WebSocketDecoderConfig config =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(masked)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .maxFramePayloadLength(MIB)
            .closeOnProtocolViolation(false)
            .build();
    return channel(new WebSocket13FrameDecoder(config));
  }

  /** On plain heap buffers: the paranoid leak detector records every access to others. */
  private static EmbeddedChannel channel(ChannelHandler codec) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(new UnpooledByteBufAllocator(false));
    channel.pipeline().addLast(codec);
    return channel;
  }

  /** A message in up to five fragments with pings between; returns what must come back. */
  private static List<Frame> writeMessage(Random random, EmbeddedChannel encoder) {
    boolean text = random.nextBoolean();
    byte[] payload = text ? text(random) : bytes(random, length(random));
    List<Frame> expected = new ArrayList<>();
    int fragments = 1 + (random.nextBoolean() ? 0 : random.nextInt(5));
    int from = 0;
    for (int i = 0; i < fragments; i++) {
      boolean last = i == fragments - 1;
      int to = last ? payload.length : from + random.nextInt(payload.length - from + 1);
      ByteBuf content = Unpooled.wrappedBuffer(Arrays.copyOfRange(payload, from, to));
      if (i > 0) {
        encoder.writeOutbound(new ContinuationWebSocketFrame(last, 0, content));
      } else if (text) {
        encoder.writeOutbound(new TextWebSocketFrame(last, 0, content));
      } else {
        encoder.writeOutbound(new BinaryWebSocketFrame(last, 0, content));
      }
      if (!last && random.nextBoolean()) {
        byte[] ping = bytes(random, random.nextInt(126));
        encoder.writeOutbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(ping)));
        expected.add(new Frame(0x8a, ping));
      }
      from = to;
    }
    expected.add(text ? Frame.text(payload) : Frame.binary(payload));
    return expected;
  }

  private static int length(Random random) {
    int[] boundaries = {0, 1, 125, 126, 127, 65535, 65536, 100_000};
    return random.nextInt(4) == 0
        ? boundaries[random.nextInt(boundaries.length)]
        : random.nextInt(2000);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(300); i > 0; i--) {
      text.append(List.of("a", "\u00fc", "\u20ac", "\ud83d\udc3e").get(random.nextInt(4)));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static void deliver(Random random, byte[] bytes, EchoConnection server) {
    int from = 0;
    while (from < bytes.length) {
      int length = 1 + random.nextInt(Math.min(16_384, bytes.length - from));
      server.read(Arrays.copyOfRange(bytes, from, from + length));
      from += length;
    }
  }

  private static byte[] drain(EmbeddedChannel encoder) {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    byte[] bytes = ByteBufUtil.getBytes(all);
    all.release();
    return bytes;
  }

  private static List<Frame> frames(EmbeddedChannel decoder) {
    List<Frame> frames = new ArrayList<>();
    for (WebSocketFrame f = decoder.readInbound(); f != null; f = decoder.readInbound()) {
      int opcode =
          switch (f) {
            case TextWebSocketFrame _ -> 1;
            case BinaryWebSocketFrame _ -> 2;
            case CloseWebSocketFrame _ -> 8;
            case PingWebSocketFrame _ -> 9;
            case PongWebSocketFrame _ -> 10;
            default -> 0;
          };
      frames.add(
          new Frame((f.isFinalFragment() ? 0x80 : 0) | opcode, ByteBufUtil.getBytes(f.content())));
      f.release();
    }
    return frames;
  }
}
