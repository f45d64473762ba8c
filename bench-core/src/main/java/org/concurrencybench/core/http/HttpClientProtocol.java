package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
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
    ECHO
  }

  private static final int FIRST_REFUSAL = 400;
  private static final byte[] END_OF_HEAD = Ascii.bytes("\r\n\r\n");

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
    String host = HostHeader.checked(hostHeader);
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
      case Request.Hello() -> {
        output.put(hello);
        outstanding.add(Asked.HELLO);
      }
      case Request.Echo(var payload) -> {
        output.put(echo);
        Decimal.put(payload.remaining(), output);
        output.put(END_OF_HEAD);
        output.put(payload);
        outstanding.add(Asked.ECHO);
      }
      default -> throw new UnsupportedOperationException("not yet over http: " + request);
    }
  }

  @Override
  public @Nullable Reply decode(ByteBuffer input, ByteSink output) {
    Response response = replies.read(input);
    return response == null ? null : reply(response);
  }

  private Reply reply(Response response) {
    Asked asked = outstanding.poll();
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
    };
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
