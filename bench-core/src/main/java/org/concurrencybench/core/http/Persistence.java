package org.concurrencybench.core.http;

/**
 * What becomes of the connection behind an answer, and the header that says so (RFC 9112 section
 * 9.3).
 */
enum Persistence {
  /** HTTP/1.1 keeps a connection without saying so. */
  KEEP(""),
  /** A client of HTTP/1.0 asked for it and must be told. */
  KEEP_ON_REQUEST("Connection: keep-alive\r\n"),
  CLOSE("Connection: close\r\n"),
  /** Upgrade is a connection option wherever it stands, 426 included (RFC 9110 section 7.8). */
  CLOSE_NAMING_UPGRADE("Connection: close, Upgrade\r\n");

  private final String header;

  Persistence(String header) {
    this.header = header;
  }

  /** The header line, or nothing. */
  String header() {
    return header;
  }

  /** Whether another request may follow. */
  boolean keeps() {
    return this == KEEP || this == KEEP_ON_REQUEST;
  }
}
