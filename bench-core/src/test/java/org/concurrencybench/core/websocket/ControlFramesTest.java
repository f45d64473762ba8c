package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pings, pongs and what stands between fragments: Autobahn's families 2 and 5. */
class ControlFramesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 124, 125})
  void aPingIsAnsweredByAPongWithItsPayload(int length) {
    String payload = "p".repeat(length);
    EchoConnection connection = new EchoConnection().read(Frame.ping(payload).masked());
    assertThat(connection.sent()).containsExactly(Frame.pong(payload));
    connection.assertIdle();
  }

  @Test
  void theBytesOfAPingNeedNotBeText() {
    Frame ping = Frame.binary(Utf8Vectors.bytes("00fffefdfcfb00ff")).withFirst(0x89);
    EchoConnection connection = new EchoConnection().readBytewise(ping.masked());
    assertThat(connection.sent()).containsExactly(ping.withFirst(0x8a));
  }

  @Test
  void tenPingsGetTenPongsInOrder() {
    EchoConnection connection = new EchoConnection();
    Frame[] pongs = new Frame[10];
    byte[][] pings = new byte[10][];
    for (int i = 0; i < 10; i++) {
      pings[i] = Frame.ping("payload-" + i).masked();
      pongs[i] = Frame.pong("payload-" + i);
    }
    connection.read(pings);
    assertThat(connection.sent()).containsExactly(pongs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unsolicited pong payload"})
  void anUnsolicitedPongIsIgnored(String payload) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.pong(payload).masked(), Frame.ping("after").masked());
    assertThat(connection.sent()).containsExactly(Frame.pong("after"));
  }

  @ParameterizedTest
  @CsvSource({"0x88, 126", "0x89, 126", "0x8a, 126", "0x88, 65536", "0x89, 65536", "0x8a, 65536"})
  void aControlFrameOfMoreThan125BytesFailsTheConnection(int first, int length) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.binary(new byte[length]).withFirst(first).masked());
    connection.assertFailedWith(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x08, 0x09, 0x0a})
  void aFragmentedControlFrameFailsTheConnection(int first) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("x").withFirst(first).masked(), Frame.continuation("y").masked());
    connection.assertFailedWith(1002);
    assertThat(connection.sent()).hasSize(1);
  }

  @Test
  void fragmentsAreAnsweredAsOneMessage() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("one ").more().masked());
    assertThat(connection.sent()).isEmpty();
    connection.read(Frame.continuation("and two").masked());
    assertThat(connection.sent()).containsExactly(Frame.text("one and two"));
    connection.assertIdle();
  }

  @Test
  void theFirstFragmentDecidesTheKind() {
    EchoConnection connection = new EchoConnection();
    connection.read(
        Frame.binary((byte) 0xff).more().masked(), Frame.continuation((byte) 0xfe).masked());
    assertThat(connection.sent()).containsExactly(Frame.binary((byte) 0xff, (byte) 0xfe));
  }

  @Test
  void aMessageMayBeMadeOfEmptyFragments() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("").more().masked(), Frame.continuation("").more().masked());
    connection.read(Frame.continuation("").masked());
    connection.read(Frame.text("").more().masked(), Frame.continuation("middle").more().masked());
    connection.read(Frame.continuation("").masked());
    assertThat(connection.sent()).containsExactly(Frame.text(""), Frame.text("middle"));
  }

  @Test
  void controlFramesMayStandBetweenFragments() {
    EchoConnection connection = new EchoConnection();
    connection.read(
        Frame.text("frag").more().masked(),
        Frame.ping("first").masked(),
        Frame.continuation("men").more().masked(),
        Frame.pong("no answer").masked(),
        Frame.ping("second").masked(),
        Frame.continuation("ted").masked());
    assertThat(connection.sent())
        .containsExactly(Frame.pong("first"), Frame.pong("second"), Frame.text("fragmented"));
  }

  @Test
  void aPingIsAnsweredBeforeTheMessageAroundItIsComplete() {
    EchoConnection connection = new EchoConnection();
    connection.readBytewise(Frame.text("frag").more().masked(), Frame.ping("now").masked());
    assertThat(connection.sent()).containsExactly(Frame.pong("now"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0x00})
  void aContinuationOfNothingFailsTheConnection(int first) {
    EchoConnection fresh = new EchoConnection();
    fresh.read(Frame.text("x").withFirst(first).masked());
    fresh.assertFailedWith(1002);

    EchoConnection afterAMessage = new EchoConnection();
    afterAMessage.read(Frame.text("a").more().masked(), Frame.continuation("b").masked());
    afterAMessage.read(Frame.text("x").withFirst(first).masked());
    afterAMessage.assertFailedWith(1002);
    assertThat(afterAMessage.sent().getFirst()).isEqualTo(Frame.text("ab"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x81, 0x82, 0x01, 0x02})
  void aNewMessageInsideAFragmentedOneFailsTheConnection(int first) {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("open").more().masked(), Frame.text("x").withFirst(first).masked());
    connection.assertFailedWith(1002);
    assertThat(connection.requests()).isZero();
  }

  @Test
  void aCloseMayStandBetweenFragments() {
    EchoConnection connection = new EchoConnection();
    connection.read(Frame.text("open").more().masked(), Frame.close(1000, "").masked());
    assertThat(connection.sent()).containsExactly(Frame.close(1000, ""));
    assertThat(connection.requests()).isZero();
  }
}
