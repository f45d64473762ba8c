package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text is checked as it arrives: Autobahn's family 6. */
class TextTest {

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#valid")
  void textMayBeCutIntoFragmentsInsideACharacter(String hex) {
    byte[] text = Utf8Vectors.bytes(hex);
    for (int cut = 0; cut <= text.length; cut++) {
      byte[] first = Frame.text(Arrays.copyOf(text, cut)).more().masked();
      byte[] second = Frame.continuation(Arrays.copyOfRange(text, cut, text.length)).masked();
      EchoConnection connection = new EchoConnection();
      connection.read(first, Frame.ping("").masked(), second);
      connection.readBytewise(first, Frame.ping("").masked(), second);
      assertThat(connection.sent())
          .containsExactly(Frame.pong(""), Frame.text(text), Frame.pong(""), Frame.text(text));
    }
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void whatIsNoUtf8FailsTheConnection(String hex) {
    byte[] text = Utf8Vectors.bytes(hex);
    EchoConnection whole = new EchoConnection().read(Frame.text(text).masked());
    whole.assertFailedWith(1007);
    assertThat(whole.requests()).isZero();

    EchoConnection fragments = new EchoConnection();
    for (int i = 0; i < text.length && fragments.server.state() == State.OPEN; i++) {
      Frame frame = new Frame(i == 0 ? 1 : 0, new byte[] {text[i]});
      fragments.read(frame.masked());
    }
    fragments.read(Frame.continuation("").masked());
    fragments.assertFailedWith(1007);
  }

  @ParameterizedTest
  @MethodSource("org.concurrencybench.core.websocket.Utf8Vectors#invalid")
  void theSameBytesAreFineAsBinary(String hex) {
    Frame frame = Frame.binary(Utf8Vectors.bytes(hex));
    assertThat(new EchoConnection().read(frame.masked()).sent()).containsExactly(frame);
  }

  @Test
  void aBadByteFailsInsideItsFrame() {
    byte[] text = Utf8Vectors.bytes("cebae1bdb9cf83cebcceb5f4908080656469746564");
    int bad = 12; // f4 may only be followed by 80 to 8f
    byte[] frame = Frame.text(text).masked();
    int header = 6;
    for (int length = 1; length <= frame.length; length++) {
      EchoConnection connection = new EchoConnection();
      connection.read(Arrays.copyOf(frame, length));
      State expected = length > header + bad ? State.VIOLATED : State.OPEN;
      assertThat(connection.server.state()).as("after %d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void aBadByteFailsInsideItsFragment() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text(Utf8Vectors.bytes("cebae1bdb9cf83cebcceb5")).more().masked());
    assertThat(connection.server.state()).isEqualTo(State.OPEN);
    byte[] second = Frame.continuation(Utf8Vectors.bytes("f4908080")).more().masked();
    connection.readBytewise(Arrays.copyOf(second, 7));
    assertThat(connection.server.state()).isEqualTo(State.OPEN);
    connection.readBytewise(Arrays.copyOfRange(second, 7, 8));
    connection.assertFailedWith(1007);
  }

  @Test
  void aBadByteInALongTextIsFoundWhereverItIs() {
    for (int position = 0; position < 50; position++) {
      byte[] text = "x".repeat(50).getBytes(UTF_8);
      text[position] = (byte) 0x80;
      new EchoConnection().read(Frame.text(text).masked()).assertFailedWith(1007);
    }
  }

  @Test
  void aTextThatEndsInsideACharacterFailsOnlyAtItsEnd() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text(Utf8Vectors.bytes("e282")).more().masked());
    assertThat(connection.server.state()).isEqualTo(State.OPEN);
    connection.read(Frame.continuation("").masked());
    connection.assertFailedWith(1007);
  }

  @Test
  void theStateOfOneTextDoesNotReachTheNext() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("\u20ac").masked(), Frame.binary((byte) 0xe2).masked());
    connection.read(Frame.text("\u20ac").masked());
    assertThat(connection.sent())
        .containsExactly(Frame.text("\u20ac"), Frame.binary((byte) 0xe2), Frame.text("\u20ac"));
  }
}
