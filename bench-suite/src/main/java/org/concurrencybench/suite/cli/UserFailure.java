package org.concurrencybench.suite.cli;

/**
 * Something outside this program prevents the work: a port that is taken, a target that is down.
 * Told in one sentence.
 */
final class UserFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure told to the user as {@code message}: what was wrong, with the value, and what to do.
   */
  UserFailure(String message) {
    super(message);
  }
}
