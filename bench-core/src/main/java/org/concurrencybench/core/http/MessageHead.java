package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What requests and replies have in common: where the content ends, and whether the connection
 * stays (RFC 9112 sections 6 and 9). Headers that nobody looks at leave nothing behind.
 */
abstract class MessageHead extends HeadReader {

  /** The content length of a head that names none. */
  static final long NO_LENGTH = -1;

  private static final byte[] UPGRADE = Ascii.bytes("upgrade");
  private static final byte[] CONNECTION = Ascii.bytes("connection");
  private static final byte[] CONTENT_LENGTH = Ascii.bytes("content-length");
  private static final byte[] TRANSFER_ENCODING = Ascii.bytes("transfer-encoding");

  private static final byte[] CLOSE = Ascii.bytes("close");
  private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
  private static final byte[] WEBSOCKET = Ascii.bytes("websocket");

  private long contentLength = NO_LENGTH;
  private boolean http11;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean connectionUpgrade;
  private boolean webSocket;
  private boolean lastFieldCounts = true;

  /** The announced bytes of content, or {@link #NO_LENGTH}. */
  final long contentLength() {
    return contentLength;
  }

  /** Whether the content comes in chunks. */
  final boolean chunked() {
    return chunked;
  }

  /**
   * Whether the peer speaks HTTP/1.1 or a later 1.x, which is treated as 1.1 (RFC 9110 section
   * 2.5).
   */
  final boolean http11() {
    return http11;
  }

  /** Whether the peer lets the connection stay (RFC 9112 section 9.3). */
  final boolean keeps() {
    return !close && (http11 || keepAlive);
  }

  /** Ends the connection behind the answer, whatever the peer has said. */
  final void keepNot() {
    close = true;
  }

  /**
   * Whether this is one half of an upgrade to WebSocket. HTTP/1.0 cannot upgrade (RFC 9110 section
   * 7.8).
   */
  final boolean upgradesToWebSocket() {
    return http11 && connectionUpgrade && webSocket;
  }

  /**
   * Whether the last line was a field read here, or the first line: none that may be continued by a
   * folded one.
   */
  final boolean lastFieldCounts() {
    return lastFieldCounts;
  }

  /** A field that is about neither the content's end nor the connection. */
  abstract @Nullable Fault otherField(ByteBuffer in, int nameFrom, int nameTo, int from, int to);

  /** Remembers the version, as {@link Version#of} answered it, or says why it cannot be spoken. */
  final @Nullable Fault version(int version) {
    if (version == Version.MALFORMED) {
      return Fault.START_LINE;
    }
    http11 = Version.minor(version) > 0;
    return Version.major(version) == 1 ? null : Fault.UNKNOWN_VERSION;
  }

  @Override
  final @Nullable Fault field(ByteBuffer in, int nameFrom, int nameTo, int from, int to) {
    lastFieldCounts = true;
    // Few headers that nobody looks at have a name of one of these lengths.
    switch (nameTo - nameFrom) {
      case 7 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, UPGRADE)) {
          webSocket |= FieldList.contains(in, from, to, WEBSOCKET);
          return null;
        }
      }
      case 10 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, CONNECTION)) {
          connection(in, from, to);
          return null;
        }
      }
      case 14 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, CONTENT_LENGTH)) {
          return contentLength(in, from, to);
        }
      }
      case 17 -> {
        if (Ascii.equalIgnoringCase(in, nameFrom, nameTo, TRANSFER_ENCODING)) {
          return transferEncoding(in, from, to);
        }
      }
      default -> {}
    }
    lastFieldCounts = false;
    return otherField(in, nameFrom, nameTo, from, to);
  }

  private void connection(ByteBuffer in, int from, int to) {
    close |= FieldList.contains(in, from, to, CLOSE);
    keepAlive |= FieldList.contains(in, from, to, KEEP_ALIVE);
    connectionUpgrade |= FieldList.contains(in, from, to, UPGRADE);
  }

  private @Nullable Fault contentLength(ByteBuffer in, int from, int to) {
    long length = Decimal.parse(in, from, to);
    if (length == Decimal.MALFORMED) {
      return Fault.LENGTH;
    }
    if (contentLength != NO_LENGTH && contentLength != length) {
      return Fault.TWO_LENGTHS;
    }
    contentLength = length;
    return chunked ? Fault.LENGTH_AND_CODING : null;
  }

  private @Nullable Fault transferEncoding(ByteBuffer in, int from, int to) {
    if (!http11) {
      return Fault.CODING_IN_1_0;
    }
    if (contentLength != NO_LENGTH) {
      return Fault.LENGTH_AND_CODING;
    }
    if (chunked) {
      return Fault.CODING_LIST;
    }
    chunked = true;
    return TransferCoding.fault(in, from, to);
  }
}
