package org.concurrencybench.core.websocket;

/**
 * Why a connection ends (RFC 6455, section 7.4, and the IANA registry "WebSocket Close Code
 * Number").
 */
final class CloseCode {

  /** The purpose is fulfilled. */
  static final int NORMAL = 1000;

  /** The server shuts down. */
  static final int GOING_AWAY = 1001;

  /** The peer broke the framing. */
  static final int PROTOCOL_ERROR = 1002;

  /** Stands for a close frame without a code; never on the wire. */
  static final int NO_CODE = 1005;

  /** A text is not UTF-8. */
  static final int INVALID_DATA = 1007;

  /** A message took too long to arrive. */
  static final int POLICY_VIOLATION = 1008;

  /** A message is longer than this end accepts. */
  static final int TOO_BIG = 1009;

  /** This end has a bug. */
  static final int INTERNAL_ERROR = 1011;

  /** This end has no room now. */
  static final int TRY_AGAIN_LATER = 1013;

  private CloseCode() {}

  /**
   * Whether a close frame may carry {@code code}: one that is registered (1000 to 1003, 1007 to
   * 1014), or one of the ranges for libraries and private use (3000 to 4999). Not below 1000, not
   * the codes that only stand for an absent frame (1005, 1006, 1015), none that is reserved or
   * unassigned.
   */
  static boolean allowed(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
