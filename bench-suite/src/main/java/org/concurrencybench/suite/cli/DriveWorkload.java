package org.concurrencybench.suite.cli;

import java.util.Locale;
import org.concurrencybench.driver.ClientKind;

/** What {@code bench drive} can ask. */
enum DriveWorkload {
  ECHO,
  HELLO,
  COMPUTE,
  BACKEND;

  /** Whether its requests carry a payload over that protocol. */
  boolean hasPayload(ClientKind protocol) {
    return switch (this) {
      case ECHO -> true;
      case HELLO -> false;
      case COMPUTE, BACKEND -> protocol == ClientKind.TCP;
    };
  }

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
