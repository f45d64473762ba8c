package org.concurrencybench.core.protocol;

/**
 * A server sent something that its protocol forbids. Thrown in the client role only; a server
 * answers a client's violation and ends the connection without an exception.
 */
public final class ProtocolViolation extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A violation described in one sentence that quotes what came. */
  public ProtocolViolation(String message) {
    super(message);
  }
}
