package org.concurrencybench.core.websocket;

import static org.concurrencybench.core.websocket.Frame.join;

import java.util.stream.Stream;

/** What clients send, well and badly, as bytes that a test may cut anywhere. */
final class Conversations {

  private static final byte[] END = Frame.close(1000, "bye").masked();

  private Conversations() {}

  static Stream<byte[]> all() {
    return Stream.of(
        join(Frame.text("one").masked(), Frame.binary((byte) 2).masked(), END),
        join(Frame.text("").masked(), Frame.binary().masked(), Frame.ping("").masked(), END),
        join(Frame.text("x".repeat(126)).masked(), Frame.text("y".repeat(300)).masked()),
        join(Frame.binary(new byte[65536]).masked(), Frame.text("after").masked()),
        join(
            Frame.text("frag").more().masked(),
            Frame.ping("between").masked(),
            Frame.continuation("men").more().masked(),
            Frame.pong("ignored").masked(),
            Frame.continuation("").more().masked(),
            Frame.continuation("ted").masked(),
            Frame.ping("x".repeat(125)).masked(),
            END,
            Frame.text("too late").masked()),
        join(
            Frame.text(Utf8Vectors.bytes("cebae1bd")).more().masked(),
            Frame.continuation(Utf8Vectors.bytes("b9cf83cebcceb5f0")).more().masked(),
            Frame.ping("between").masked(),
            Frame.continuation(Utf8Vectors.bytes("a48482")).masked()),
        join(Frame.text("good").masked(), Frame.text(Utf8Vectors.bytes("61eda08061")).masked()),
        join(
            Frame.text(Utf8Vectors.bytes("cebae1bd")).more().masked(),
            Frame.continuation(Utf8Vectors.bytes("ff")).masked()),
        join(Frame.text("open").more().masked(), Frame.text("another").masked()),
        join(Frame.text("before").masked(), Frame.continuation("of nothing").masked()),
        join(Frame.ping("p").masked(), Frame.text("x").withFirst(0xc1).masked()),
        join(Frame.ping("p").masked(), Frame.text("unmasked").unmasked()),
        join(Frame.close().masked()),
        join(Frame.text("x").masked(), Frame.close(4999, "gr\u00fc\u00dfe").masked()),
        join(Frame.close(1005, "").masked()),
        join(Frame.close((byte) 3).masked()),
        join(Frame.close(1000, Utf8Vectors.bytes("c0af")).masked()));
  }
}
