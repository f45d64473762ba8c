package org.concurrencybench.suite.drive;

import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.WindowResult;
import org.jspecify.annotations.Nullable;

/**
 * What came back in the measured window.
 *
 * @param window of every kind of load
 * @param chat the account of deliveries; null if it was no chat
 * @param polls the wakes; null if there were no long polls
 */
public record Seen(WindowResult window, @Nullable ChatResult chat, @Nullable PollResult polls) {

  /** Of requests and replies. */
  public static Seen requests(WindowResult window) {
    return new Seen(window, null, null);
  }
}
