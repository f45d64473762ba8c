package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;

/**
 * A server's end of one connection with the echo service behind it. Checks on the way what every
 * caller of a protocol relies on: null means that the input is used up or the connection is over,
 * and nothing but the current request refers to the input.
 */
final class Conversation {

  /** The second of the examples in RFC 9110. */
  static final long SECOND = 784_111_777L;

  static final String DATE = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

  private final BenchService service = new BenchService();
  private final RecordingSink output = new RecordingSink();
  private final HttpServerProtocol protocol;
  private int requests;

  Conversation() {
    this(Limits.DEFAULT);
  }

  Conversation(Limits limits) {
    protocol = new HttpServerProtocol(limits, new Answers(() -> SECOND));
  }

  /** A head written a header a line, as it goes over the wire. */
  static String head(String lines) {
    return (lines + "\n").replace("\n", "\r\n");
  }

  HttpServerProtocol protocol() {
    return protocol;
  }

  State state() {
    return protocol.state();
  }

  /** Requests that reached the service. */
  int requests() {
    return requests;
  }

  /** Sends {@code bytes} in one piece; returns the answers. */
  String send(String bytes) {
    return send(bytes.getBytes(ISO_8859_1));
  }

  String send(byte[] bytes) {
    offer(ByteBuffer.wrap(bytes.clone()));
    return output.drainText();
  }

  /** Sends from memory outside the heap. */
  String sendDirect(String bytes) {
    byte[] array = bytes.getBytes(ISO_8859_1);
    offer(ByteBuffer.allocateDirect(array.length).put(array).flip());
    return output.drainText();
  }

  /** Sends each piece from a buffer of its own, which is overwritten afterwards. */
  String sendInPieces(byte[] bytes, int... cuts) {
    int from = 0;
    for (int cut : cuts) {
      offer(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, cut)));
      from = cut;
    }
    offer(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, bytes.length)));
    return output.drainText();
  }

  String sendByteByByte(byte[] bytes) {
    for (byte b : bytes) {
      offer(ByteBuffer.wrap(new byte[] {b}));
    }
    return output.drainText();
  }

  private void offer(ByteBuffer input) {
    Request request;
    while ((request = protocol.decode(input, output)) != null) {
      requests++;
      protocol.encode((Reply) service.handle(request), output);
    }
    assertThat(input.hasRemaining() && state() == State.OPEN)
        .as("stalled with input left")
        .isFalse();
    for (int i = 0; i < input.capacity(); i++) {
      input.put(i, (byte) 0);
    }
  }
}
