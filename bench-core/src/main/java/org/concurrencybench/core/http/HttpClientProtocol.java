package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * The client role of HTTP/1.1, against any server of HTTP/1.x. Requests are prebuilt but for the
 * content; of a reply only the status and the headers that say where it ends are looked at.
 *
 * <p>A server that refuses a connection answers a request that was not made; that is the one reply
 * that needs none.
 */
public final class HttpClientProtocol implements ClientProtocol {

  /** What was asked, which says what a reply means. */
  private enum Asked {
    HELLO,
    ECHO,
    COMPUTE,
    BACKEND,
    POST,
    NEXT
  }

  private static final int NO_CONTENT = 204;
  private static final int GONE = 410;
  private static final int HEX_DIGITS = 16;

  /** A redirection is none of the answers that are asked for, but a well-formed no. */
  private static final int FIRST_REFUSAL = 300;

  private static final byte[] END_OF_HEAD = Ascii.bytes("\r\n\r\n");

  private final String host;
  private final byte[] hello;
  private final byte[] echo;
  private final ResponseReader replies;

  /** Requests without a reply, oldest first; starts small because most clients wait for one. */
  private final Queue<Asked> outstanding = new ArrayDeque<>(2);

  /**
   * A fresh connection that accepts replies within {@code limits}.
   *
   * @param hostHeader the value of Host: {@code localhost:8080}
   */
  public HttpClientProtocol(String hostHeader, Limits limits) {
    host = HostHeader.checked(hostHeader);
    hello = Ascii.bytes("GET /hello HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    echo =
        Ascii.bytes(
            "POST /echo HTTP/1.1\r\nHost: "
                + host
                + "\r\nContent-Type: application/octet-stream\r\nContent-Length: ");
    replies = new ResponseReader(limits.maxMessageBytes());
  }

  @Override
  public void open(ByteSink output) {}

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void encode(Request request, ByteSink output) {
    switch (request) {
      case Request.Hello() -> output.put(hello);
      case Request.Echo(var payload) -> {
        output.put(echo);
        content(payload, output);
      }
      case Request.Compute(int units, long seed, _) ->
          get("/compute?units=" + units + "&seed=" + Long.toUnsignedString(seed), output);
      case Request.CallBackend(int millis, _) -> get("/backend?millis=" + millis, output);
      case Request.Post(String room, MessageType type, var payload) -> {
        output.put(
            Ascii.bytes(
                "POST "
                    + RoomPath.of(room)
                    + " HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nContent-Type: "
                    + type.contentType()
                    + "\r\nContent-Length: "));
        content(payload, output);
      }
      case Request.AwaitMessage(String room, long after, int timeoutMillis) ->
          get(
              RoomPath.of(room)
                  + "/next?timeout="
                  + timeoutMillis
                  + (after == Request.ANY ? "" : "&after=" + after),
              output);
      case Request.Join _, Request.Publish _ ->
          throw new UnsupportedOperationException(
              "http carries no " + request.getClass().getSimpleName() + "; WebSocket does");
    }
    outstanding.add(asked(request));
  }

  private static void content(ByteBuffer payload, ByteSink output) {
    Decimal.put(payload.remaining(), output);
    output.put(END_OF_HEAD);
    output.put(payload);
  }

  private void get(String target, ByteSink output) {
    output.put(Ascii.bytes("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"));
  }

  /** What is kept until the reply: without the payload, which belongs to the caller. */
  private static Asked asked(Request request) {
    return switch (request) {
      case Request.Hello _ -> Asked.HELLO;
      case Request.Echo _ -> Asked.ECHO;
      case Request.Compute _ -> Asked.COMPUTE;
      case Request.CallBackend _ -> Asked.BACKEND;
      case Request.Post _ -> Asked.POST;
      case Request.AwaitMessage _ -> Asked.NEXT;
      case Request.Join _, Request.Publish _ -> throw new IllegalArgumentException("" + request);
    };
  }

  @Override
  public @Nullable Reply decode(ByteBuffer input, ByteSink output) {
    Response response = replies.read(input);
    return response == null ? null : reply(response);
  }

  private Reply reply(Response response) {
    Asked asked = outstanding.poll();
    if (asked == Asked.NEXT && response.status() == GONE) {
      return new Reply.MessagesGone();
    }
    if (response.status() >= FIRST_REFUSAL) {
      return response.refused();
    }
    if (asked == null) {
      throw new ProtocolViolation(
          "the server sent status " + response.status() + " without a request");
    }
    if (response.status() / 100 != 2) {
      throw new ProtocolViolation("the server answered with status " + response.status());
    }
    return switch (asked) {
      case HELLO -> new Reply.Greeting(response.content());
      case ECHO -> new Reply.Echoed(response.content());
      case COMPUTE -> new Reply.Computed(hex(response.content()), Body.NOTHING);
      case BACKEND -> new Reply.BackendAnswered(decimal(response.content()), Body.NOTHING);
      case POST -> new Reply.Published();
      case NEXT -> response.status() == NO_CONTENT ? new Reply.NoMessage() : awaited(response);
    };
  }

  private static Reply awaited(Response response) {
    return new Reply.Awaited(
        response.head().roomSequence(), response.head().contentType(), response.content());
  }

  private static long hex(ByteBuffer content) {
    if (content.remaining() != HEX_DIGITS) {
      throw new ProtocolViolation(
          "the server computed " + content.remaining() + " bytes instead of 16 digits");
    }
    long value = 0;
    for (int i = content.position(); i < content.limit(); i++) {
      int digit = Character.digit(content.get(i), 16);
      if (digit < 0) {
        throw new ProtocolViolation("the server computed something that is no number");
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private static int decimal(ByteBuffer content) {
    long value = Decimal.parse(content, content.position(), content.limit());
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new ProtocolViolation("the server's backend answered something that is no number");
    }
    return (int) value;
  }

  @Override
  public @Nullable Reply endOfInput() {
    Response response = replies.endOfInput();
    return response == null ? null : reply(response);
  }

  @Override
  public boolean midMessage() {
    return replies.midMessage();
  }

  @Override
  public boolean closing() {
    return replies.closing();
  }

  @Override
  public void close(ByteSink output) {}
}
