package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.stream.Stream;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client asks, the server understands, and the other way round, byte by byte. */
class ServiceBothRolesTest {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  static Stream<Arguments> exchanges() {
    return Stream.of(
        Arguments.of(new Request.Compute(5, -2, NOTHING), new Reply.Computed(-77, NOTHING)),
        Arguments.of(new Request.CallBackend(20, NOTHING), new Reply.BackendAnswered(20, NOTHING)),
        Arguments.of(
            new Request.Post("a/b".replace('/', '\u00e4'), MessageType.TEXT, bytes("hi")),
            new Reply.Published()),
        Arguments.of(
            new Request.AwaitMessage("x y%", 3, 1000),
            new Reply.Awaited(4, "application/json", bytes("{}"))),
        Arguments.of(new Request.AwaitMessage("x", Request.ANY, 0), new Reply.NoMessage()),
        Arguments.of(new Request.AwaitMessage("x", 1, 0), new Reply.MessagesGone()));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void bothUnderstandEachOther(Request request, Reply reply) {
    var client = new HttpClientProtocol("localhost", Limits.DEFAULT);
    var server = new HttpServerProtocol(Limits.DEFAULT);
    var sink = new RecordingSink();

    client.encode(request, sink);
    byte[] asked = sink.drain();
    Request understood = null;
    for (byte b : asked) {
      Request decoded = server.decode(ByteBuffer.wrap(new byte[] {b}), sink);
      understood = decoded == null ? understood : decoded;
    }
    assertThat(Objects.requireNonNull(understood)).isEqualTo(rewound(request));

    server.encode(reply, sink);
    byte[] answered = sink.drain();
    Reply seen = null;
    for (byte b : answered) {
      Reply decoded = client.decode(ByteBuffer.wrap(new byte[] {b}), sink);
      seen = decoded == null ? seen : decoded;
    }
    assertThat(seen).isEqualTo(rewound(reply));
  }

  private static Request rewound(Request request) {
    if (request instanceof Request.Post(_, _, var payload)) {
      payload.rewind();
    }
    return request;
  }

  private static Reply rewound(Reply reply) {
    if (reply instanceof Reply.Awaited(_, _, var payload)) {
      payload.rewind();
    }
    return reply;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
