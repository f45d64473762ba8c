package org.concurrencybench.suite.process;

import java.io.IOException;

/**
 * A server process did not start, died, or does not answer. The message says which and, if the
 * server did, why.
 */
public final class ServerFailure extends IOException {

  private static final long serialVersionUID = 1L;

  ServerFailure(String message) {
    super(message);
  }

  ServerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
