package org.concurrencybench.core.websocket;

/**
 * The peer broke the protocol, and the connection has to be failed with a code (RFC 6455, section
 * 7.1.7). Checked, so that no public method can let it escape; without a stack trace, because a
 * peer decides how often it is thrown.
 */
final class Fault extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * A fault of the peer.
   *
   * @param code the close code that says so
   * @param reason what came, in ASCII and at most 123 bytes, so that it fits into a close frame
   */
  Fault(int code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  /** The close code to send. */
  int code() {
    return code;
  }

  /** What came; the close frame carries it. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
