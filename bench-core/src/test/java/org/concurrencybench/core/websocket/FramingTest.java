package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths, masks, reserved bits and opcodes: Autobahn's families 1, 3, 4 and 9. */
class FramingTest {

  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 124, 125, 126, 127, 128, 65535, 65536, 65537, MIB})
  void echoesBytesOfEveryLengthClass(int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    EchoConnection connection = new EchoConnection().read(Frame.binary(payload).masked());
    assertThat(connection.sent()).containsExactly(Frame.binary(payload));
    connection.assertIdle();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 124, 125, 126, 127, 128, 65535, 65536, 65537, MIB})
  void echoesTextOfEveryLengthClassAsText(int length) {
    Frame text = Frame.text("x".repeat(length));
    EchoConnection connection = new EchoConnection().read(text.masked());
    assertThat(connection.sent()).containsExactly(text);
    connection.assertIdle();
  }

  @Test
  void theExampleOfRfc6455() {
    byte[] hello = Utf8Vectors.bytes("818537fa213d7f9f4d5158");
    EchoConnection connection = new EchoConnection().read(hello);
    assertThat(connection.output.bytes()).isEqualTo(Utf8Vectors.bytes("810548656c6c6f"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "ffffffff", "000000ff", "80000001"})
  void anyMaskWillDo(String mask) {
    Frame frame = Frame.text("the mask does not matter");
    EchoConnection connection = new EchoConnection();
    connection.read(frame.masked(Utf8Vectors.bytes(mask)), frame.masked());
    assertThat(connection.sent()).containsExactly(frame, frame);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWholeFrameIsUnmaskedInPlaceAndNotCopied(boolean direct) {
    byte[] frame = Frame.text("zero copies").masked();
    ByteBuffer input = direct ? ByteBuffer.allocateDirect(64) : ByteBuffer.allocate(64);
    input.put(frame).flip();

    new EchoConnection().read(input);

    byte[] after = new byte[11];
    input.get(6, after);
    assertThat(new String(after, UTF_8)).isEqualTo("zero copies");
  }

  @Test
  void aReadOnlyInputIsLeftAlone() {
    byte[] frame = Frame.text("read only").masked();
    byte[] before = frame.clone();
    EchoConnection connection = new EchoConnection();
    connection.read(ByteBuffer.wrap(frame).asReadOnlyBuffer());
    assertThat(connection.sent()).containsExactly(Frame.text("read only"));
    assertThat(frame).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x81, 0x82, 0x88, 0x89, 0x8a})
  void anUnmaskedFrameFailsTheConnection(int first) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("x").withFirst(first).unmasked());
    connection.assertFailedWith(1002);
  }

  @ParameterizedTest
  @CsvSource({"0x10", "0x20", "0x30", "0x40", "0x50", "0x60", "0x70"})
  void aReservedBitFailsTheConnectionInAnyFrame(String bits) {
    for (int opcode : new int[] {1, 2, 8, 9, 10}) {
      EchoConnection connection = new EchoConnection();
      connection.read(Frame.text("before").masked());
      connection.read(Frame.text("x").withFirst(0x80 | Integer.decode(bits) | opcode).masked());
      connection.assertFailedWith(1002);
      assertThat(connection.sent().getFirst()).isEqualTo(Frame.text("before"));
      assertThat(connection.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void aReservedOpcodeFailsTheConnection(int opcode) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("x").withFirst(0x80 | opcode).masked(), Frame.ping("y").masked());
    connection.assertFailedWith(1002);
    assertThat(connection.sent()).hasSize(1);
  }

  @Test
  void theFirstOffendingByteIsEnough() {
    EchoConnection reserved = new EchoConnection();
    reserved.read(new byte[] {(byte) 0xc1});
    reserved.assertFailedWith(1002);

    EchoConnection unmasked = new EchoConnection();
    unmasked.read(new byte[] {(byte) 0x82, 127});
    unmasked.assertFailedWith(1002);
  }

  @ParameterizedTest
  @CsvSource({"IN_16_BITS, 0", "IN_16_BITS, 1", "IN_16_BITS, 124", "IN_16_BITS, 125"})
  @CsvSource({"IN_64_BITS, 0", "IN_64_BITS, 125", "IN_64_BITS, 126", "IN_64_BITS, 65535"})
  void aLengthThatIsNotInItsShortestFormFailsTheConnection(Frame.LengthForm form, int length) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.binary(new byte[length]).masked(form));
    connection.assertFailedWith(1002);
    assertThat(connection.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0xffff_ffff_0000_0001L})
  void aLengthWithTheHighestBitFailsTheConnection(long length) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.header(0x82, length));
    connection.assertFailedWith(1002);
    byte[] body = connection.sent().getFirst().payload();
    assertThat(new String(body, UTF_8)).endsWith("length with the highest bit set");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {MIB + 1, 1L << 31, (1L << 31) + 5, 1L << 32, (1L << 32) + 5, Long.MAX_VALUE})
  void aLengthOverTheLimitIsRefusedFromItsAnnouncement(long length) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.header(0x82, length));
    connection.assertFailedWith(1009);
  }

  @Test
  void theLimitItselfIsAccepted() {
    Limits limits = new Limits(10);
    EchoConnection within = new EchoConnection(limits).read(Frame.text("0123456789").masked());
    assertThat(within.sent()).containsExactly(Frame.text("0123456789"));

    EchoConnection over = new EchoConnection(limits).read(Frame.text("0123456789x").masked());
    over.assertFailedWith(1009);
    assertThat(over.requests()).isZero();
  }

  @Test
  void theLimitCountsForTheSumOfFragmentsButNotForControlFrames() {
    EchoConnection connection = new EchoConnection(new Limits(10));
    connection.read(Frame.text("012345").more().masked());
    connection.read(Frame.ping("longer than ten bytes").masked());
    connection.read(Frame.continuation("6789").more().masked());
    connection.read(Frame.continuation("").masked());
    assertThat(connection.sent())
        .containsExactly(Frame.pong("longer than ten bytes"), Frame.text("0123456789"));

    connection.read(Frame.text("012345").more().masked());
    connection.read(Frame.header(0x80, 5));
    connection.assertFailedWith(1009);
  }

  @Test
  void theSumOfFragmentsCannotOverflow() {
    EchoConnection connection = new EchoConnection(new Limits(1 << 30));
    connection.read(Frame.text("012345").more().masked());
    connection.read(Frame.header(0x80, Long.MAX_VALUE));
    connection.assertFailedWith(1009);
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Conversations#all")
  void aTruncatedConversationEndsWithoutAnAnswer(byte[] conversation) {
    for (int length = 0; length < conversation.length; length++) {
      EchoConnection connection = new EchoConnection();
      connection.read(ByteBuffer.wrap(conversation, 0, length));
      int sent = connection.output.bytes().length;
      State before = connection.server.state();

      connection.server.endOfInput(connection.output);

      assertThat(connection.server.state())
          .isEqualTo(before == State.VIOLATED ? State.VIOLATED : State.DONE);
      assertThat(connection.output.bytes().length).isEqualTo(sent);
      assertThat(connection.server.midMessage()).isFalse();
    }
  }
}
