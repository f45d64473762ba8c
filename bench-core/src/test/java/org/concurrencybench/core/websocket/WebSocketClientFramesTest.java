package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.protocol.BytesSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketClientFramesTest {

  private final WebSocketClientFrames client =
      new WebSocketClientFrames(new Limits(1 << 20), 42, false);
  private final BytesSink output = new BytesSink();

  @Test
  void isReadyAtOnceAndOpensWithNothing() {
    client.open(output);
    assertThat(client.ready()).isTrue();
    assertThat(client.closing()).isFalse();
    assertThat(output.bytes().length).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 125, 126, 65535, 65536})
  void anEchoIsOneMaskedBinaryFrame(int length) {
    byte[] payload = "0123456789".repeat(length / 10 + 1).substring(0, length).getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.wrap(payload.clone()).order(ByteOrder.LITTLE_ENDIAN);
    client.encode(new Request.Echo(bytes), output);
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.binary(payload));
    assertThat(bytes.array()).as("the caller's bytes").isEqualTo(payload);
  }

  @Test
  void everyFrameHasItsOwnMaskFromTheSeed() {
    WebSocketClientFrames twin = new WebSocketClientFrames(Limits.DEFAULT, 42, false);
    WebSocketClientFrames other = new WebSocketClientFrames(Limits.DEFAULT, 43, false);
    List<String> masks = new ArrayList<>();
    for (WebSocketClientFrames frames : List.of(client, twin, other)) {
      for (int i = 0; i < 2; i++) {
        BytesSink sink = new BytesSink();
        frames.encode(new Request.Echo(ByteBuffer.allocate(0)), sink);
        masks.add(Integer.toHexString(ByteBuffer.wrap(sink.bytes()).getInt(2)));
      }
    }
    assertThat(masks.subList(0, 2)).isEqualTo(masks.subList(2, 4));
    assertThat(masks.subList(2, 6)).doesNotHaveDuplicates();
  }

  @Test
  void aGreetingCannotBeAskedFor() {
    assertThatThrownBy(() -> client.encode(new Request.Hello(), output))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContainingAll("WebSocket", "Hello");
  }

  @Test
  void repliesComeFromMessagesOfBothKindsWholeOrFragmented() {
    read(Frame.binary((byte) 0xff).unmasked(), "\u00ff");
    read(Frame.text("text").unmasked(), "text");
    read(Frame.text("").unmasked(), "");
    byte[] fragmented =
        Frame.join(
            Frame.text("frag").more().unmasked(),
            Frame.ping("between").unmasked(),
            Frame.pong("ignored").unmasked(),
            Frame.continuation("mented").unmasked());
    read(fragmented, "fragmented");
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.pong("between"));
    assertThat(client.midMessage()).isFalse();
  }

  @Test
  void repliesAreTheSameWhereverTheyAreCut() {
    byte[] sent =
        Frame.join(
            Frame.text("gr\u00fc\u00dfe").unmasked(),
            Frame.ping("p").unmasked(),
            Frame.binary(new byte[200]).more().unmasked(),
            Frame.continuation("x").unmasked());
    for (int cut = 0; cut <= sent.length; cut++) {
      WebSocketClientFrames fresh = new WebSocketClientFrames(Limits.DEFAULT, 1, false);
      BytesSink sink = new BytesSink();
      List<byte[]> replies = new ArrayList<>();
      decodeAll(fresh, ByteBuffer.wrap(sent, 0, cut), sink, replies);
      decodeAll(fresh, ByteBuffer.wrap(sent, cut, sent.length - cut), sink, replies);
      assertThat(replies).hasSize(2);
      assertThat(replies.get(0)).isEqualTo("gr\u00fc\u00dfe".getBytes(UTF_8));
      assertThat(replies.get(1)).hasSize(201).endsWith('x');
      assertThat(Frame.parseMasked(sink.bytes())).containsExactly(Frame.pong("p"));
    }
  }

  @Test
  void aMaskedFrameIsAViolation() {
    assertViolation(Frame.text("x").masked(), 1002, "masked frame from a server");
  }

  @Test
  void aReservedBitIsAViolation() {
    assertViolation(Frame.text("x").withFirst(0xc1).unmasked(), 1002, "reserved bits set in 0xc1");
  }

  @Test
  void aLengthOverTheLimitIsAViolation() {
    byte[] header =
        ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 127).putLong(1 << 21).array();
    assertViolation(header, 1009, "message over 1048576 bytes");
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void textThatIsNoUtf8IsAViolation(String hex) {
    assertViolation(Frame.text(Utf8Vectors.bytes(hex)).unmasked(), 1007, "text");
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1004, 1005, 1006, 1015, 2999, 5000})
  void aCloseWithAnInvalidCodeIsAViolation(int code) {
    assertViolation(Frame.close(code, "").unmasked(), 1002, "close code " + code);
  }

  @Test
  void aNormalCloseIsAnsweredAndIsNoRefusal() {
    assertThat(decode(Frame.close(1000, "bye").unmasked())).isNull();
    assertThat(client.closing()).isTrue();
    assertThat(client.ready()).isFalse();
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.close(1000, ""));
    client.close(output);
    assertThat(Frame.parseMasked(output.bytes())).as("one close frame").hasSize(1);
  }

  @Test
  void anotherCloseIsAnsweredAndIsARefusal() {
    assertThat(decode(Frame.close(1001, "gr\u00fc\u00dfe").unmasked()))
        .isEqualTo(new Reply.Refused(1001, "gr\u00fc\u00dfe"));
    assertThat(client.closing()).isTrue();
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.close(1001, ""));
  }

  @Test
  void aCloseWithoutACodeIsARefusalUnlessWeClosedFirst() {
    assertThat(decode(Frame.close().unmasked())).isEqualTo(new Reply.Refused(1005, ""));
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.close());

    WebSocketClientFrames leaving = new WebSocketClientFrames(Limits.DEFAULT, 1, false);
    leaving.close(output);
    assertThat(leaving.decode(ByteBuffer.wrap(Frame.close().unmasked()), output)).isNull();
    assertThat(leaving.closing()).isTrue();
  }

  @Test
  void closeSays1000OnceAndNoRequestMayFollow() {
    client.close(output);
    client.close(output);
    assertThat(Frame.parseMasked(output.bytes())).containsExactly(Frame.close(1000, ""));
    assertThat(client.ready()).isFalse();
    assertThatThrownBy(() -> client.encode(new Request.Echo(ByteBuffer.allocate(1)), output))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void afterOurCloseRepliesAreStillReadAndPingsAreNotAnswered() {
    client.close(output);
    int sent = output.bytes().length;
    ByteBuffer input =
        ByteBuffer.wrap(Frame.join(Frame.ping("?").unmasked(), Frame.text("late").unmasked()));
    assertThat(client.decode(input, output)).isInstanceOf(Reply.Echoed.class);
    assertThat(output.bytes().length).isEqualTo(sent);
  }

  @Test
  void whatFollowsACloseIsIgnored() {
    byte[] sent = Frame.join(Frame.close(1000, "").unmasked(), Utf8Vectors.bytes("ffff"));
    assertThat(decode(sent)).isNull();
    assertThat(decode(Frame.text("late").unmasked())).isNull();
    assertThat(client.endOfInput()).isNull();
  }

  @Test
  void anEndBetweenMessagesIsInOrder() {
    read(Frame.text("whole").unmasked(), "whole");
    assertThat(client.endOfInput()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anEndInsideAMessageIsAViolation(int length) {
    client.decode(ByteBuffer.wrap(Frame.text("xy").unmasked(), 0, length), output);
    assertThat(client.midMessage()).isTrue();
    assertThatThrownBy(client::endOfInput).isInstanceOf(ProtocolViolation.class);
  }

  @Test
  void anEndBetweenFragmentsIsAViolation() {
    decode(Frame.text("more").more().unmasked());
    assertThatThrownBy(client::endOfInput).isInstanceOf(ProtocolViolation.class);
  }

  private Reply decode(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes);
    Reply reply = client.decode(input, output);
    assertThat(input.hasRemaining()).isFalse();
    return reply;
  }

  private void read(byte[] bytes, String expected) {
    Reply.Echoed echoed = (Reply.Echoed) decode(bytes);
    StringBuilder text = new StringBuilder();
    while (echoed.payload().hasRemaining()) {
      text.append((char) (echoed.payload().get() & 0xff));
    }
    assertThat(text).hasToString(expected);
  }

  private void assertViolation(byte[] bytes, int code, String message) {
    assertThatThrownBy(() -> client.decode(ByteBuffer.wrap(bytes), output))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessageContaining(message);
    assertThat(Frame.parseMasked(output.bytes()).getLast().closeCode()).isEqualTo(code);
  }

  private static void decodeAll(
      WebSocketClientFrames client, ByteBuffer input, BytesSink sink, List<byte[]> replies) {
    while (client.decode(input, sink) instanceof Reply.Echoed(var payload)) {
      byte[] copy = new byte[payload.remaining()];
      payload.get(copy);
      replies.add(copy);
    }
    assertThat(input.hasRemaining()).isFalse();
  }
}
