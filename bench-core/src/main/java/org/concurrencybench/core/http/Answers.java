package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.ByteSink;

/**
 * Writes answers. Every one has Content-Length and Date (RFC 9110 sections 8.6 and 6.6.1). Shared
 * by all connections and threads.
 */
final class Answers {

  /** The answers of this process. */
  static final Answers SHARED = new Answers(SecondClock.SYSTEM);

  static final byte[] OCTETS = Ascii.bytes("application/octet-stream");

  private static final byte[] CONTINUE = Ascii.bytes("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] OK_TEXT =
      Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ");
  private static final byte[] OK_TYPE = Ascii.bytes("HTTP/1.1 200 OK\r\nContent-Type: ");
  private static final byte[] LENGTH = Ascii.bytes("\r\nContent-Length: ");

  private static final byte[] ACCEPTED = Ascii.bytes("HTTP/1.1 202 Accepted\r\nContent-Length: 0");
  private static final byte[] NO_CONTENT = Ascii.bytes("HTTP/1.1 204 No Content");
  private static final byte[] ROOM_SEQUENCE = Ascii.bytes("\r\nRoom-Sequence: ");

  private final SecondClock clock;
  private volatile HeadEnds ends;

  /** Answers dated by {@code clock}. */
  Answers(SecondClock clock) {
    this.clock = clock;
    this.ends = new HeadEnds(clock.epochSecond());
  }

  /** The interim answer that makes a client send its content (RFC 9110 section 15.2.1). */
  void continueNow(ByteSink output) {
    output.put(CONTINUE);
  }

  /** 200 with plain text; only its head if {@code headOnly}. */
  void text(ByteBuffer text, boolean headOnly, Persistence persistence, ByteSink output) {
    output.put(OK_TEXT);
    Decimal.put(text.remaining(), output);
    output.put(end(persistence));
    if (!headOnly) {
      output.put(text);
    }
  }

  /** 200 with content of the given type. */
  void content(byte[] type, ByteBuffer content, Persistence persistence, ByteSink output) {
    output.put(OK_TYPE);
    output.put(type);
    output.put(LENGTH);
    Decimal.put(content.remaining(), output);
    output.put(end(persistence));
    output.put(content);
  }

  /** 200 with a message of a room and its place there. */
  void message(
      long sequence, byte[] type, ByteBuffer content, Persistence persistence, ByteSink output) {
    output.put(OK_TYPE);
    output.put(type);
    output.put(ROOM_SEQUENCE);
    output.put(Ascii.bytes(Long.toString(sequence)));
    output.put(LENGTH);
    Decimal.put(content.remaining(), output);
    output.put(end(persistence));
    output.put(content);
  }

  /** 202: it will be done. */
  void accepted(Persistence persistence, ByteSink output) {
    output.put(ACCEPTED);
    output.put(end(persistence));
  }

  /** 204, which has neither content nor its length (RFC 9110 section 8.6). */
  void noContent(Persistence persistence, ByteSink output) {
    output.put(NO_CONTENT);
    output.put(end(persistence));
  }

  /** 101: what follows is WebSocket (RFC 6455 section 4.2.2). */
  void switchingProtocols(String accept, ByteSink output) {
    output.put(
        Ascii.bytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + accept));
    output.put(end(Persistence.KEEP));
  }

  /** The answer to {@code fault}, behind which the connection is closed. */
  void refusal(Fault fault, boolean headOnly, ByteSink output) {
    var status = fault.status() + " " + fault.reason();
    switch (fault) {
      case UPGRADE_REQUIRED ->
          problem(
              status,
              "Upgrade: websocket\r\n",
              fault.text(),
              headOnly,
              Persistence.CLOSE_NAMING_UPGRADE,
              output);
      case WEBSOCKET_VERSION ->
          problem(
              status,
              "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
              fault.text(),
              headOnly,
              Persistence.CLOSE_NAMING_UPGRADE,
              output);
      default -> problem(status, "", fault.text(), headOnly, Persistence.CLOSE, output);
    }
  }

  /**
   * An answer from 400 on with a sentence as content; {@code headers} are whole lines. Rare, so
   * built on the spot.
   */
  void problem(
      String status,
      String headers,
      String text,
      boolean headOnly,
      Persistence persistence,
      ByteSink output) {
    var content = Ascii.bytes(text + "\n");
    output.put(
        Ascii.bytes(
            "HTTP/1.1 "
                + status
                + "\r\n"
                + headers
                + "Content-Type: text/plain\r\nContent-Length: "));
    Decimal.put(content.length, output);
    output.put(end(persistence));
    if (!headOnly) {
      output.put(content);
    }
  }

  private byte[] end(Persistence persistence) {
    long now = clock.epochSecond();
    var current = ends;
    if (current.epochSecond() != now) {
      // Two threads may both build the new second; they build the same.
      current = new HeadEnds(now);
      ends = current;
    }
    return current.of(persistence);
  }
}
