package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the network cuts a conversation, the answers are the same bytes. */
class DeliveryTest {

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void oneByteAtATime(byte[] conversation) {
    EchoConnection connection = new EchoConnection().readBytewise(conversation);
    assertSameAsWhole(connection, conversation);
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void cutInTwoAnywhere(byte[] conversation) {
    int step = conversation.length > 10_000 ? 97 : 1;
    for (int cut = 0; cut <= conversation.length; cut += step) {
      EchoConnection connection = new EchoConnection();
      connection.read(Arrays.copyOf(conversation, cut));
      connection.read(Arrays.copyOfRange(conversation, cut, conversation.length));
      assertSameAsWhole(connection, conversation);
    }
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void inSmallReadsOfOneReusedBuffer(byte[] conversation) {
    for (int size = 2; size < 20; size++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(size);
      EchoConnection connection = new EchoConnection();
      for (int from = 0; from < conversation.length; from += size) {
        int length = Math.min(size, conversation.length - from);
        connection.read(buffer.clear().put(conversation, from, length).flip());
      }
      assertSameAsWhole(connection, conversation);
    }
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void inBuffersOfAnyKind(byte[] conversation) {
    ByteBuffer direct = ByteBuffer.allocateDirect(conversation.length + 3).position(3);
    direct.put(conversation).flip().position(3);
    ByteBuffer readOnly = ByteBuffer.wrap(conversation).asReadOnlyBuffer();
    ByteBuffer littleEndian = ByteBuffer.wrap(conversation.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteBuffer input : new ByteBuffer[] {direct, readOnly, littleEndian}) {
      assertSameAsWhole(new EchoConnection().read(input), conversation);
    }
  }

  @Test
  void pipelinedMessagesAreAnsweredInOrder() {
    byte[][] messages = new byte[100][];
    Frame[] answers = new Frame[100];
    for (int i = 0; i < 100; i++) {
      answers[i] = Frame.text("message " + i);
      messages[i] = answers[i].masked();
    }
    EchoConnection connection = new EchoConnection().read(messages);
    assertThat(connection.sent()).containsExactly(answers);
    assertThat(connection.requests()).isEqualTo(100);
  }

  @Test
  void midMessageFromTheFirstByteToTheLast() {
    byte[] frame = Frame.text("hello").masked();
    EchoConnection connection = new EchoConnection();
    for (byte b : frame) {
      connection.read(new byte[] {b});
      boolean complete = connection.requests() == 1;
      assertThat(connection.server.midMessage()).isEqualTo(!complete);
    }
    connection.read(Frame.text("fragment").more().masked());
    assertThat(connection.server.midMessage()).isTrue();
    connection.read(Frame.ping("").masked());
    assertThat(connection.server.midMessage()).isTrue();
    connection.read(Frame.continuation("").masked());
    connection.assertIdle();
  }

  private static void assertSameAsWhole(EchoConnection connection, byte[] conversation) {
    EchoConnection whole = new EchoConnection().read(conversation.clone());
    assertThat(connection.output.bytes()).isEqualTo(whole.output.bytes());
    assertThat(connection.server.state()).isEqualTo(whole.server.state());
    assertThat(connection.server.midMessage()).isEqualTo(whole.server.midMessage());
    assertThat(connection.requests()).isEqualTo(whole.requests());
  }
}
