package org.concurrencybench.suite.window;

import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.PollResult;
import org.concurrencybench.driver.WindowResult;
import org.jspecify.annotations.Nullable;

/**
 * What the driver saw in a window.
 *
 * @param window of every kind of load
 * @param chat the account of deliveries; null if it was no chat
 * @param polls the wakes; null if there were no long polls
 */
public record SeenWindow(
    WindowResult window, @Nullable ChatResult chat, @Nullable PollResult polls) {

  /** Of requests and replies. */
  public static SeenWindow of(WindowResult window) {
    return new SeenWindow(window, null, null);
  }

  /** Of a chat. */
  public static SeenWindow of(ChatResult chat) {
    return new SeenWindow(chat.window(), chat, null);
  }

  /** Of long polls. */
  public static SeenWindow of(PollResult polls) {
    return new SeenWindow(polls.window(), null, polls);
  }

  /** Requests that were answered, deliveries of a chat that arrived. */
  long answered() {
    return chat == null ? window.completed() : chat.rooms().allDelivered();
  }
}
