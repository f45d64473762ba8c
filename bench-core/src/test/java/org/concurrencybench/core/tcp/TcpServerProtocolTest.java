package org.concurrencybench.core.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TcpServerProtocolTest {

  private static final Limits SMALL = new Limits(16);

  private final BytesSink output = new BytesSink();
  private final TcpServerProtocol protocol = new TcpServerProtocol(SMALL);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "sixteen bytes!!!"})
  void echoesAMessageThatArrivesWhole(String payload) {
    byte[] message = echo(payload);
    assertThat(serve(ByteBuffer.wrap(message))).containsExactly(payload);
    assertThat(output.bytes()).isEqualTo(message);
  }

  @Test
  void payloadOfAWholeMessageIsAViewOfTheInput() {
    var input = ByteBuffer.wrap(echo("abc"));
    var request = protocol.decode(input, output);
    assertThat(request).isInstanceOf(Request.Echo.class);
    assertThat(((Request.Echo) request).payload().array()).isSameAs(input.array());
  }

  @Test
  void everySplitPointGivesTheSameMessages() {
    byte[] stream = concat(echo("one"), echo(""), echo("three"));
    for (int split = 0; split <= stream.length; split++) {
      var fresh = new TcpServerProtocol(SMALL);
      var sink = new BytesSink();
      List<String> payloads = new ArrayList<>();
      serve(fresh, sink, ByteBuffer.wrap(stream, 0, split), payloads);
      serve(fresh, sink, ByteBuffer.wrap(stream, split, stream.length - split), payloads);
      assertThat(payloads).as("split at %d", split).containsExactly("one", "", "three");
      assertThat(sink.bytes()).as("split at %d", split).isEqualTo(stream);
      assertThat(fresh.midMessage()).isFalse();
    }
  }

  @Test
  void oneByteAtATimeFromADirectBuffer() {
    byte[] stream = concat(echo("one"), echo("two"));
    List<String> payloads = new ArrayList<>();
    var one = ByteBuffer.allocateDirect(1);
    for (byte b : stream) {
      serve(protocol, output, one.clear().put(b).flip(), payloads);
    }
    assertThat(payloads).containsExactly("one", "two");
    assertThat(output.bytes()).isEqualTo(stream);
  }

  @Test
  void saysThatAMessageIsIncomplete() {
    byte[] message = echo("abc");
    protocol.decode(ByteBuffer.wrap(message, 0, 6), output);
    assertThat(protocol.midMessage()).isTrue();
    protocol.decode(ByteBuffer.wrap(message, 6, message.length - 6), output);
    assertThat(protocol.midMessage()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "18", "2147483647", "-1", "-2147483648"})
  void badLengthIsRefusedBeforeItsBytesArrive(int length) {
    assertThat(protocol.decode(ByteBuffer.allocate(4).putInt(0, length), output)).isNull();
    assertRefused(2, "bad length");
  }

  @Test
  void badLengthIsRefusedAlsoWhenThePrefixIsSplit() {
    var prefix = ByteBuffer.allocate(4).putInt(0, 18);
    protocol.decode(prefix.limit(3), output);
    protocol.decode(prefix.limit(4), output);
    assertRefused(2, "bad length");
  }

  @Test
  void largestMessageIsTaken() {
    assertThat(serve(ByteBuffer.wrap(echo("x".repeat(16))))).containsExactly("x".repeat(16));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x04, 0x12, 0x7F, 0xFF})
  void unknownOpIsRefused(int op) {
    assertThat(protocol.decode(ByteBuffer.wrap(message(op, "x")), output)).isNull();
    assertRefused(1, "unknown op");
  }

  @Test
  void nothingIsDecodedAfterARefusal() {
    var input = ByteBuffer.wrap(concat(message(0x7F, ""), echo("late")));
    assertThat(protocol.decode(input, output)).isNull();
    assertThat(protocol.decode(input, output)).isNull();
    assertRefused(1, "unknown op");
  }

  @Test
  void requestsBeforeABadOneAreAnswered() {
    var input = ByteBuffer.wrap(concat(echo("good"), message(0x55, "")));
    assertThat(serve(input)).containsExactly("good");
    assertThat(output.bytes()).startsWith(echo("good"));
    assertThat(protocol.state()).isEqualTo(State.VIOLATED);
  }

  @Test
  void endOfInputDropsAMessageThatWasCutOff() {
    protocol.decode(ByteBuffer.wrap(echo("abc"), 0, 7), output);
    protocol.endOfInput(output);
    assertThat(protocol.state()).isEqualTo(State.DONE);
    assertThat(protocol.midMessage()).isFalse();
    assertThat(output.bytes()).isEmpty();
  }

  @Test
  void aViolationIsNotForgottenAtTheEndOfInput() {
    protocol.decode(ByteBuffer.wrap(message(0x55, "")), output);
    protocol.endOfInput(output);
    assertThat(protocol.state()).isEqualTo(State.VIOLATED);
  }

  @Test
  void connectionOverTheLimitIsToldSo() {
    protocol.refuse(output);
    assertThat(output.bytes()).isEqualTo(error(7, "connection limit reached"));
    assertThat(protocol.state()).isEqualTo(State.DONE);
  }

  @Test
  void nettysCodecsSayTheSame() {
    var random = new Random(7);
    var netty =
        new EmbeddedChannel(
            new LengthFieldPrepender(4), new LengthFieldBasedFrameDecoder(1 << 16, 0, 4, 0, 4));
    var ours = new TcpServerProtocol(new Limits(1 << 16));
    for (int i = 0; i < 200; i++) {
      var payload = new byte[random.nextInt(2000)];
      random.nextBytes(payload);
      netty.writeOutbound(Unpooled.wrappedBuffer(concat(new byte[] {1}, payload)));
      byte[] sent = drain(netty);
      var sink = new BytesSink();
      int split = random.nextInt(sent.length + 1);
      List<byte[]> decoded = new ArrayList<>();
      for (var piece :
          List.of(
              ByteBuffer.wrap(sent, 0, split), ByteBuffer.wrap(sent, split, sent.length - split))) {
        Request request;
        while ((request = ours.decode(piece, sink)) != null) {
          var echo = ((Request.Echo) request).payload();
          decoded.add(remaining(echo));
          ours.encode(new Reply.Echoed(echo), sink);
        }
      }
      assertThat(decoded)
          .usingElementComparator(java.util.Arrays::compare)
          .containsExactly(payload);
      netty.writeInbound(Unpooled.wrappedBuffer(sink.bytes()));
      io.netty.buffer.ByteBuf frame = netty.readInbound();
      assertThat(io.netty.buffer.ByteBufUtil.getBytes(frame))
          .isEqualTo(concat(new byte[] {1}, payload));
      frame.release();
    }
    netty.finishAndReleaseAll();
  }

  @Test
  void busyIsErrorEightAndTheConnectionStaysOpen() {
    protocol.decode(ByteBuffer.wrap(echo("x")), output);
    protocol.encode(new Reply.Busy(), output);
    assertThat(output.bytes()).isEqualTo(error(8, Reply.Busy.TEXT));
    assertThat(protocol.state()).isEqualTo(State.OPEN);
  }

  private void assertRefused(int code, String text) {
    assertThat(output.bytes()).isEqualTo(error(code, text));
    assertThat(protocol.state()).isEqualTo(State.VIOLATED);
  }

  private List<String> serve(ByteBuffer input) {
    List<String> payloads = new ArrayList<>();
    serve(protocol, output, input, payloads);
    return payloads;
  }

  private static void serve(
      TcpServerProtocol protocol, BytesSink output, ByteBuffer input, List<String> payloads) {
    Request request;
    while ((request = protocol.decode(input, output)) != null) {
      var payload = ((Request.Echo) request).payload();
      payloads.add(UTF_8.decode(payload.duplicate()).toString());
      protocol.encode(new Reply.Echoed(payload), output);
    }
    if (protocol.state() == State.OPEN) {
      assertThat(input.hasRemaining()).as("null means that the input is used up").isFalse();
    }
  }

  static byte[] echo(String payload) {
    return message(Op.ECHO, payload);
  }

  static byte[] error(int code, String text) {
    return message(Op.ERROR, (char) code + text);
  }

  static byte[] message(int op, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return ByteBuffer.allocate(5 + bytes.length)
        .putInt(1 + bytes.length)
        .put((byte) op)
        .put(bytes)
        .array();
  }

  static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] remaining(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static byte[] drain(EmbeddedChannel channel) {
    var all = new ByteArrayOutputStream();
    io.netty.buffer.ByteBuf part;
    while ((part = channel.readOutbound()) != null) {
      all.writeBytes(io.netty.buffer.ByteBufUtil.getBytes(part));
      part.release();
    }
    return all.toByteArray();
  }
}
