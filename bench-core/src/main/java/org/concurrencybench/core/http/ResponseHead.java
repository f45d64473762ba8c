package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.MessageType;
import org.jspecify.annotations.Nullable;

/** The head of one reply (RFC 9112 section 4). */
final class ResponseHead extends MessageHead {

  private static final byte[] SEC_WEBSOCKET_ACCEPT = Ascii.bytes("sec-websocket-accept");
  private static final byte[] SEC_WEBSOCKET_PROTOCOL = Ascii.bytes("sec-websocket-protocol");
  private static final byte[] SEC_WEBSOCKET_EXTENSIONS = Ascii.bytes("sec-websocket-extensions");

  private static final byte[] ROOM_SEQUENCE = Ascii.bytes("room-sequence");
  private static final byte[] CONTENT_TYPE = Ascii.bytes("content-type");
  private static final byte[] PLAIN = Ascii.bytes(MessageType.TEXT.contentType());

  private int status;
  private boolean webSocketExtras;
  private long roomSequence;
  private String contentType = "";
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
    if (nameTo - nameFrom == ROOM_SEQUENCE.length
        && Ascii.equalIgnoringCase(in, nameFrom, nameTo, ROOM_SEQUENCE)) {
      roomSequence = Decimal.parse(in, from, to);
    } else if (nameTo - nameFrom == CONTENT_TYPE.length
        && Ascii.equalIgnoringCase(in, nameFrom, nameTo, CONTENT_TYPE)) {
      typeFrom(in, from, to);
    }
    return null;
  }

  /** Most replies of a connection have the same few types. */
  private void typeFrom(ByteBuffer in, int from, int to) {
    contentType =
        Ascii.equal(in, from, to, Answers.OCTETS)
            ? MessageType.BINARY.contentType()
            : Ascii.equal(in, from, to, PLAIN)
                ? MessageType.TEXT.contentType()
                : Ascii.text(in, from, to);
  }

  /** The place of a message in its room; 0 if the reply is none. */
  long roomSequence() {
    return roomSequence;
  }

  /** The media type as the server spelled it; empty if it did not say. */
  String contentType() {
    return contentType;
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
