package org.concurrencybench.driver;

/** Why a request, or a connection, came to nothing. */
public enum ErrorKind {
  /** Nobody listens at the target. */
  REFUSED_CONNECT,
  /** The connection was not open, upgrade included, within {@link Load#CONNECT_TIMEOUT}. */
  CONNECT_TIMEOUT,
  /** This machine could not connect: no free port, no free file descriptor, no route. */
  CONNECT_FAILED,
  /** The peer, or the network, reset the connection. */
  RESET,
  /** The peer closed in good order, but before the reply was complete. */
  CLOSED,
  /**
   * The server ended a connection that had no request in flight, as its keep-alive limit says:
   * counted, and no failure. The connection is opened again.
   */
  IDLE_CLOSED,
  /** No reply by the end of the drain. */
  TIMEOUT,
  /** A reply of the right form with the wrong content: length, stamp, sequence, or any byte. */
  WRONG_REPLY,
  /** A well-formed answer that says no. */
  REFUSED_REPLY,
  /** Bytes that the protocol forbids. */
  VIOLATION
}
