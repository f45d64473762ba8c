package org.concurrencybench.core.http;

/**
 * Why a message is not accepted: a server answers with the status and closes; a client gives up on
 * the connection. After any of these nobody can be sure where the next message starts, or the peer
 * is not to be trusted with one.
 */
enum Fault {
  LINE_END(400, "Bad Request", "a line must end with CR LF, and neither may stand alone"),
  CONTROL_CHARACTER(400, "Bad Request", "control character in a head"),
  START_LINE(400, "Bad Request", "malformed first line"),
  TARGET(400, "Bad Request", "malformed request target"),
  QUERY(400, "Bad Request", "a parameter of the query is missing or out of range"),
  ROOM(400, "Bad Request", "the name of a room is UTF-8 of 1 to 64 bytes without a slash"),
  FIELD_NAME(400, "Bad Request", "a header must be a token directly followed by a colon"),
  FOLDED_LINE(400, "Bad Request", "folded header line"),
  HOST(400, "Bad Request", "exactly one valid Host header is needed"),
  LENGTH(400, "Bad Request", "Content-Length must be one decimal number"),
  TWO_LENGTHS(400, "Bad Request", "two different Content-Length headers"),
  LENGTH_AND_CODING(400, "Bad Request", "both Content-Length and Transfer-Encoding"),
  CODING_IN_1_0(400, "Bad Request", "Transfer-Encoding in HTTP/1.0"),
  CODING_LIST(400, "Bad Request", "Transfer-Encoding must name chunked, once"),
  CHUNK(400, "Bad Request", "malformed chunk"),
  CHUNK_EXTENSIONS(400, "Bad Request", "chunk extensions over 8 KiB"),
  UPGRADE_WITH_CONTENT(400, "Bad Request", "an upgrade request must not have content"),
  WEBSOCKET_KEY(400, "Bad Request", "Sec-WebSocket-Key must be 16 bytes in base64, once"),
  TIMEOUT(408, "Request Timeout", "the request took too long to arrive"),
  CONTENT_TOO_LARGE(413, "Content Too Large", "content over the limit"),
  TARGET_TOO_LONG(414, "URI Too Long", "request line over 8 KiB"),
  EXPECTATION(417, "Expectation Failed", "only 100-continue can be expected"),
  UPGRADE_REQUIRED(426, "Upgrade Required", "this route speaks WebSocket"),
  WEBSOCKET_VERSION(426, "Upgrade Required", "Sec-WebSocket-Version must be 13"),
  HEAD_TOO_LARGE(431, "Request Header Fields Too Large", "head or trailers over 8 KiB"),
  UNKNOWN_METHOD(501, "Not Implemented", "unknown method"),
  UNKNOWN_CODING(501, "Not Implemented", "no transfer coding but chunked"),
  TOO_MANY_CONNECTIONS(503, "Service Unavailable", "connection limit reached"),
  UNKNOWN_VERSION(505, "HTTP Version Not Supported", "only HTTP/1.1 and HTTP/1.0");

  private final int status;
  private final String reason;
  private final String text;

  Fault(int status, String reason, String text) {
    this.status = status;
    this.reason = reason;
    this.text = text;
  }

  /** The status of a server's answer. */
  int status() {
    return status;
  }

  /** The reason phrase of that status (RFC 9110 section 15). */
  String reason() {
    return reason;
  }

  /** What is wrong, in a few words. */
  String text() {
    return text;
  }
}
