package org.concurrencybench.suite.cli;

import java.util.Locale;
import org.concurrencybench.driver.ClientKind;

/** What {@code bench drive} can ask. */
enum DriveWorkload {
  ECHO,
  HELLO,
  COMPUTE,
  BACKEND,
  CHAT,
  LONG_POLL,
  CHURN;

  /** Whether its requests carry a payload over that protocol. */
  boolean hasPayload(ClientKind protocol) {
    return switch (this) {
      case ECHO, CHAT, LONG_POLL -> true;
      case HELLO -> false;
      case COMPUTE, BACKEND -> protocol == ClientKind.TCP;
      case CHURN -> protocol != ClientKind.HTTP;
    };
  }

  /** Whether it needs an open loop: nothing answers it. */
  boolean isOpenOnly() {
    return this == CHAT || this == LONG_POLL;
  }

  /** The name on the command line and in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
