package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.room.MessageFormat;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.websocket.Handshake;
import org.concurrencybench.core.websocket.WebSocketServerProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The server role of HTTP/1.1 and 1.0 (RFC 9110, RFC 9112) on one connection, and of the WebSocket
 * that it may turn into (RFC 6455).
 *
 * <pre>
 *         ┌───────────────────────────── keep ───────────────────────────┐
 *         ▼                                                              │
 *   ──▶ HEAD ──┬───────────▶ complete ──┬──▶ request ──▶ service ──▶ reply ── close ──▶ DONE
 *         │    ├──▶ BODY ─────▲         └──▶ 404, 405 ─────────────────▲
 *         │    │     │
 *         │    └─────│──▶ 101 ──▶ WEBSOCKET, to which everything is left
 *         ▼          ▼
 *       a {@link Fault} ──▶ its answer ──▶ VIOLATED
 * </pre>
 *
 * <p>An answer to a complete request keeps the connection unless the client wanted it closed;
 * behind a {@link Fault} it is always closed, because where the next request starts is then unknown
 * or not worth knowing. A refusal for the connection limit is the server's own doing and ends DONE.
 *
 * <p>Between requests this holds two references and two flags: the state of a message is made with
 * its first byte and dropped with its reply.
 */
public final class HttpServerProtocol implements ServerProtocol {

  private static final Request HELLO = new Request.Hello();
  private static final HexFormat HEX = HexFormat.of();
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Limits limits;
  private final Answers answers;
  private State state = State.OPEN;
  private boolean answering;
  private @Nullable RequestHead head;
  private @Nullable Body body;
  private @Nullable ServerProtocol webSocket;

  /** A fresh connection that accepts content and messages within {@code limits}. */
  public HttpServerProtocol(Limits limits) {
    this(limits, Answers.SHARED);
  }

  /** For tests: with the answers of another clock. */
  HttpServerProtocol(Limits limits, Answers answers) {
    this.limits = limits;
    this.answers = answers;
  }

  @Override
  public @Nullable Request decode(ByteBuffer input, ByteSink output) {
    if (answering) {
      throw new IllegalStateException("the reply to the last request has not been encoded");
    }
    while (webSocket == null && state == State.OPEN && input.hasRemaining()) {
      Request request = body == null ? readHead(input, output) : readBody(body, input, output);
      if (request != null) {
        answering = true;
        return request;
      }
    }
    return webSocket == null ? null : webSocket.decode(input, output);
  }

  private @Nullable Request readHead(ByteBuffer input, ByteSink output) {
    RequestHead current = head == null ? new RequestHead() : head;
    head = current;
    if (!current.read(input)) {
      return null;
    }
    if (current.fault() != null) {
      return refuse(current.fault(), output);
    }
    if (current.contentLength() > limits.maxMessageBytes()) {
      return refuse(Fault.CONTENT_TOO_LARGE, output);
    }
    Route route = current.route();
    return route != null && route.isWebSocket(current.method())
        ? upgrade(current, route, output)
        : startBody(current, input, output);
  }

  private @Nullable Request startBody(RequestHead current, ByteBuffer input, ByteSink output) {
    int length = (int) Math.max(current.contentLength(), 0);
    Route route = current.route();
    boolean wanted = route != null && route.takesContent(current.method());
    if (current.chunked()) {
      body = new ChunkedBody(limits.maxMessageBytes(), wanted);
    } else if (length > input.remaining()) {
      body = new FixedBody(length, wanted);
    } else {
      return complete(current, Body.slice(input, length), output);
    }
    if (current.expectsContinue() && !input.hasRemaining()) {
      if (!current.served()) {
        return refuseContent(current, output);
      }
      answers.continueNow(output);
    }
    return null;
  }

  /**
   * The final answer instead of a 100, since no content could change it. The client may send its
   * content or the next request, and nobody can tell which, so the connection ends (RFC 9110
   * section 10.1.1).
   */
  private @Nullable Request refuseContent(RequestHead current, ByteSink output) {
    current.keepNot();
    return complete(current, NOTHING, output);
  }

  private @Nullable Request readBody(Body current, ByteBuffer input, ByteSink output) {
    if (!current.read(input)) {
      return null;
    }
    if (current.fault() != null) {
      return refuse(current.fault(), output);
    }
    return complete(currentHead(), current.content(), output);
  }

  private @Nullable Request complete(RequestHead current, ByteBuffer content, ByteSink output) {
    Route route = current.route();
    if (route == null) {
      return problem(current, "404 Not Found", "", "nothing here", output);
    }
    if (!route.allows(current.method())) {
      return problem(
          current,
          "405 Method Not Allowed",
          "Allow: " + route.allow() + "\r\n",
          "not by this method",
          output);
    }
    return switch (route) {
      case HELLO -> HELLO;
      case ECHO -> new Request.Echo(content);
      case COMPUTE, BACKEND, NEXT -> current.request();
      case ROOM -> new Request.Post(current.room(), PostedType.of(current, content), content);
    };
  }

  private @Nullable Request problem(
      RequestHead current, String status, String headers, String text, ByteSink output) {
    answers.problem(status, headers, text, current.headOnly(), current.persistence(), output);
    finish(current);
    return null;
  }

  /** An echo begins at once; a room is asked for, and begins with the answer. */
  private @Nullable Request upgrade(RequestHead current, Route route, ByteSink output) {
    Fault fault = current.webSocketFault();
    if (fault != null) {
      return refuse(fault, output);
    }
    if (route == Route.ROOM) {
      return new Request.Join(current.room());
    }
    become(WebSocketServerProtocol.echo(limits), current, output);
    return null;
  }

  private void become(WebSocketServerProtocol protocol, RequestHead current, ByteSink output) {
    answers.switchingProtocols(Handshake.acceptFor(current.webSocketKey()), output);
    answering = false;
    head = null;
    webSocket = protocol;
  }

  private @Nullable Request refuse(Fault fault, ByteSink output) {
    answers.refusal(fault, head != null && head.headOnly(), output);
    end(State.VIOLATED);
    return null;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A reply that comes after the connection was ended here is dropped.
   */
  @Override
  public void encode(Reply reply, ByteSink output) {
    if (webSocket != null) {
      webSocket.encode(reply, output);
    } else if (state == State.OPEN) {
      answer(reply, output);
    }
  }

  private void answer(Reply reply, ByteSink output) {
    RequestHead current = currentHead();
    Persistence persistence = current.persistence();
    boolean headOnly = current.headOnly();
    switch (reply) {
      case Reply.Greeting(var text) -> answers.text(text, headOnly, persistence, output);
      case Reply.Echoed(var payload) ->
          answers.content(current.contentType(), payload, persistence, output);
      case Reply.Computed(long value, _) ->
          answers.text(text(HEX.toHexDigits(value)), headOnly, persistence, output);
      case Reply.BackendAnswered(int millis, _) ->
          answers.text(text(Integer.toString(millis)), headOnly, persistence, output);
      case Reply.BackendUnavailable(String text) ->
          answers.problem("502 Bad Gateway", "", text, headOnly, persistence, output);
      case Reply.Busy() ->
          answers.problem(
              "503 Service Unavailable", "", Reply.Busy.TEXT, headOnly, persistence, output);
      case Reply.Published() -> answers.accepted(persistence, output);
      case Reply.Awaited(long sequence, String type, var payload) ->
          answers.message(sequence, Ascii.bytes(type), payload, persistence, output);
      case Reply.NoMessage() -> answers.noContent(persistence, output);
      case Reply.MessagesGone() ->
          answers.problem(
              "410 Gone", "", "some of these messages are gone", headOnly, persistence, output);
      case Reply.Joined _ -> {
        become(WebSocketServerProtocol.chat(limits), current, output);
        return;
      }
      case Reply.Delivered _, Reply.Refused _ ->
          throw new IllegalStateException("no request of http is answered with " + reply);
    }
    finish(current);
  }

  private static ByteBuffer text(String ascii) {
    return ByteBuffer.wrap(Ascii.bytes(ascii));
  }

  /** Leaves nothing of a message that has been answered. */
  private void finish(RequestHead answered) {
    answering = false;
    head = null;
    body = null;
    if (!answered.persistence().keeps()) {
      state = State.DONE;
    }
  }

  private RequestHead currentHead() {
    if (head == null) {
      throw new IllegalStateException("no request is being answered");
    }
    return head;
  }

  @Override
  public void endOfInput(ByteSink output) {
    if (webSocket != null) {
      webSocket.endOfInput(output);
    } else {
      end(State.DONE);
    }
  }

  @Override
  public void shutDown(ByteSink output) {
    if (webSocket != null) {
      webSocket.shutDown(output);
    } else {
      end(State.DONE);
    }
  }

  @Override
  public void tookTooLong(ByteSink output) {
    if (webSocket != null) {
      webSocket.tookTooLong(output);
    } else if (midMessage()) {
      refuse(Fault.TIMEOUT, output);
    } else {
      end(State.DONE);
    }
  }

  @Override
  public void refuse(ByteSink output) {
    answers.refusal(Fault.TOO_MANY_CONNECTIONS, false, output);
    end(State.DONE);
  }

  private void end(State ending) {
    answering = false;
    head = null;
    body = null;
    if (state == State.OPEN) {
      state = ending;
    }
  }

  @Override
  public boolean midMessage() {
    if (webSocket != null) {
      return webSocket.midMessage();
    }
    return head != null && head.begun();
  }

  @Override
  public MessageFormat messageFormat() {
    if (webSocket == null) {
      throw new IllegalStateException("only a WebSocket joins a room");
    }
    return webSocket.messageFormat();
  }

  @Override
  public State state() {
    return webSocket == null ? state : webSocket.state();
  }
}
