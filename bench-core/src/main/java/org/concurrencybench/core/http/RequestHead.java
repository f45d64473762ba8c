package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.websocket.Handshake;
import org.jspecify.annotations.Nullable;

/**
 * The head of one request: what this server has to know of it, and every reason to refuse it (RFC
 * 9112 section 3, RFC 9110 sections 7.2 and 10.1.1, RFC 6455 section 4.2.1).
 */
final class RequestHead extends MessageHead {

  private static final byte[] HOST = Ascii.bytes("host");
  private static final byte[] EXPECT = Ascii.bytes("expect");
  private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
  private static final byte[] SEC_WEBSOCKET_KEY = Ascii.bytes("sec-websocket-key");
  private static final byte[] SEC_WEBSOCKET_VERSION = Ascii.bytes("sec-websocket-version");

  private static final byte[] CONTINUE = Ascii.bytes("100-continue");
  private static final byte[] THIRTEEN = Ascii.bytes("13");
  private static final String NO_KEY = "";

  private Method method = Method.GET;
  private @Nullable Route route;
  private @Nullable Request request;
  private String room = "";
  private byte[] contentType = Answers.OCTETS;
  private @Nullable String webSocketKey;
  private boolean host;
  private boolean expectsContinue;
  private boolean webSocketVersion13;

  /** The method; GET before the first line was understood. */
  Method method() {
    return method;
  }

  /** The route, or null if there is none at this target. */
  @Nullable Route route() {
    return route;
  }

  /** What is asked for, on routes whose path and query say it all. */
  Request request() {
    if (request == null) {
      throw new IllegalStateException("route " + route + " has no request of its own");
    }
    return request;
  }

  /** The room in the path; empty on routes without one. */
  String room() {
    return room;
  }

  /** The media type of the content as the client spelled it. */
  byte[] contentType() {
    return contentType;
  }

  /** Whether the client may be holding its content back (RFC 9110 section 10.1.1). */
  boolean expectsContinue() {
    return expectsContinue;
  }

  /** Whether there is such a route, with that method. */
  boolean served() {
    return route != null && route.allows(method);
  }

  /** Whether the answer to this request has no content whatever its headers say. */
  boolean headOnly() {
    return method == Method.HEAD;
  }

  /** What happens to the connection after the answer. */
  Persistence persistence() {
    if (!keeps()) {
      return Persistence.CLOSE;
    }
    return http11() ? Persistence.KEEP : Persistence.KEEP_ON_REQUEST;
  }

  /** The key of the upgrade; empty if it was missing or sent twice. */
  String webSocketKey() {
    return webSocketKey == null ? NO_KEY : webSocketKey;
  }

  /**
   * Why this cannot become a WebSocket, or null if it can. Asked of a GET on a route that is one.
   */
  @Nullable Fault webSocketFault() {
    if (!upgradesToWebSocket()) {
      return Fault.UPGRADE_REQUIRED;
    }
    if (!webSocketVersion13) {
      return Fault.WEBSOCKET_VERSION;
    }
    if (!Handshake.validKey(webSocketKey())) {
      return Fault.WEBSOCKET_KEY;
    }
    return chunked() || contentLength() > 0 ? Fault.UPGRADE_WITH_CONTENT : null;
  }

  /**
   * {@code method SP target SP HTTP/d.d}, with exactly these spaces. The version is looked at
   * first: of another version nothing else is known to mean what it means here.
   */
  @Override
  @Nullable Fault startLine(ByteBuffer in, int from, int to) {
    int methodEnd = Ascii.indexOf(in, from, to, ' ');
    int targetEnd = to - Version.BYTES - 1;
    if (targetEnd <= methodEnd + 1 || in.get(targetEnd) != ' ') {
      return Fault.START_LINE;
    }
    Fault fault = version(Version.of(in, targetEnd + 1));
    return fault == null ? methodAndTarget(in, from, methodEnd, targetEnd) : fault;
  }

  private @Nullable Fault methodAndTarget(ByteBuffer in, int from, int methodEnd, int targetEnd) {
    Method known = Method.of(in, from, methodEnd);
    if (known == null) {
      return Grammar.isToken(in, from, methodEnd) ? Fault.UNKNOWN_METHOD : Fault.START_LINE;
    }
    method = known;
    int path = Target.path(in, methodEnd + 1, targetEnd, known);
    if (path == Target.MALFORMED) {
      return Fault.TARGET;
    }
    int pathEnd = Ascii.indexOf(in, path, targetEnd, '?');
    route = Route.at(in, path, pathEnd);
    return route == null || !route.hasArguments() || !route.allows(known)
        ? null
        : arguments(route, in, path, pathEnd, targetEnd);
  }

  /** Read now, because the input is gone when they are needed. */
  private @Nullable Fault arguments(Route at, ByteBuffer in, int path, int pathEnd, int to) {
    try {
      Arguments arguments = Arguments.of(at, in, path, pathEnd, to);
      room = arguments.room();
      request =
          switch (at) {
            case COMPUTE -> arguments.compute();
            case BACKEND -> arguments.callBackend();
            case NEXT -> arguments.awaitMessage();
            case ROOM, HELLO, ECHO -> null;
          };
      return null;
    } catch (Arguments.Bad e) {
      return e.fault();
    }
  }

  @Override
  @Nullable Fault otherField(ByteBuffer in, int nameFrom, int nameTo, int from, int to) {
    switch (nameTo - nameFrom) {
      case 4 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, HOST)) {
          return host(in, from, to);
        }
      }
      case 6 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, EXPECT)) {
          return expect(in, from, to);
        }
      }
      case 12 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, CONTENT_TYPE)) {
          contentType(in, from, to);
        }
      }
      case 17 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, SEC_WEBSOCKET_KEY)) {
          webSocketKey = webSocketKey == null ? Ascii.text(in, from, to) : NO_KEY;
        }
      }
      case 21 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, SEC_WEBSOCKET_VERSION)) {
          webSocketVersion13 = Ascii.equal(in, from, to, THIRTEEN);
        }
      }
      default -> {}
    }
    return null;
  }

  @Override
  Fault foldedLine() {
    return Fault.FOLDED_LINE;
  }

  @Override
  @Nullable Fault end() {
    return http11() && !host ? Fault.HOST : null;
  }

  private @Nullable Fault host(ByteBuffer in, int from, int to) {
    if (host || !Grammar.isHost(in, from, to)) {
      return Fault.HOST;
    }
    host = true;
    return null;
  }

  /** Expectations of HTTP/1.0 are ignored, as RFC 9110 section 10.1.1 demands. */
  private @Nullable Fault expect(ByteBuffer in, int from, int to) {
    if (!http11()) {
      return null;
    }
    expectsContinue = Ascii.equalIgnoringCase(in, from, to, CONTINUE);
    return expectsContinue ? null : Fault.EXPECTATION;
  }

  private void contentType(ByteBuffer in, int from, int to) {
    if (from < to && !Ascii.equal(in, from, to, Answers.OCTETS)) {
      contentType = Ascii.copy(in, from, to);
    }
  }
}
