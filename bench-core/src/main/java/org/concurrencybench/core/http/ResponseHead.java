package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The head of one reply (RFC 9112 section 4). */
final class ResponseHead extends MessageHead {

  private static final byte[] SEC_WEBSOCKET_ACCEPT = Ascii.bytes("sec-websocket-accept");
  private static final byte[] SEC_WEBSOCKET_PROTOCOL = Ascii.bytes("sec-websocket-protocol");
  private static final byte[] SEC_WEBSOCKET_EXTENSIONS = Ascii.bytes("sec-websocket-extensions");

  private int status;
  private boolean webSocketExtras;
  private @Nullable String webSocketAccept;

  /** Three digits. */
  int status() {
    return status;
  }

  /**
   * Whether this kind of reply can have content (RFC 9112 section 6.3, to a request other than
   * HEAD).
   */
  boolean hasContent() {
    return status >= 200 && status != 204 && status != 304;
  }

  /** The value of Sec-WebSocket-Accept, if it was sent. */
  @Nullable String webSocketAccept() {
    return webSocketAccept;
  }

  /** Whether the server chose a subprotocol or an extension. */
  boolean webSocketExtras() {
    return webSocketExtras;
  }

  /** {@code HTTP/d.d SP ddd SP reason}; some servers leave out an empty reason and its space. */
  @Override
  @Nullable Fault startLine(ByteBuffer in, int from, int to) {
    int statusFrom = from + Version.BYTES + 1;
    int statusTo = statusFrom + 3;
    if (statusTo > to
        || in.get(statusFrom - 1) != ' '
        || statusTo < to && in.get(statusTo) != ' ') {
      return Fault.START_LINE;
    }
    long number = Decimal.parse(in, statusFrom, statusTo);
    if (number < 100) {
      return Fault.START_LINE;
    }
    status = (int) number;
    return version(Version.of(in, from));
  }

  @Override
  @Nullable Fault otherField(ByteBuffer in, int nameFrom, int nameTo, int from, int to) {
    if (status == 101) {
      if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, SEC_WEBSOCKET_ACCEPT)) {
        webSocketAccept = Ascii.text(in, from, to);
      }
      webSocketExtras |=
          Ascii.equalIgnoringCase(in, nameFrom, nameTo, SEC_WEBSOCKET_PROTOCOL)
              || Ascii.equalIgnoringCase(in, nameFrom, nameTo, SEC_WEBSOCKET_EXTENSIONS);
    }
    return null;
  }

  /**
   * A client takes folded lines (RFC 9112 section 5.2), but none that might change where the
   * content ends.
   */
  @Override
  @Nullable Fault foldedLine() {
    return lastFieldCounts() ? Fault.FOLDED_LINE : null;
  }

  @Override
  @Nullable Fault end() {
    return null;
  }
}
