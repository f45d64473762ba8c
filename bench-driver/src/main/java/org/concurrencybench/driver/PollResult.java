package org.concurrencybench.driver;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one window of long polls showed.
 *
 * @param window a request is a poll that a message woke: issued when the POST was due. Response is
 *     the time from there to its answer, service that from the actual POST, lateness that of the
 *     POST. In flight are the polls that are held
 * @param wakes one for each POST, in order
 */
public record PollResult(WindowResult window, List<Wake> wakes) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Keeps a copy of the list. */
  public PollResult {
    wakes = List.copyOf(wakes);
  }

  /** Time until the last had its answer, the median over the wakes; empty if one was incomplete. */
  public OptionalDouble timeToAnswerAllMillis() {
    if (wakes.isEmpty() || wakes.stream().anyMatch(wake -> wake.all() == null)) {
      return OptionalDouble.empty();
    }
    double[] millis =
        wakes.stream()
            .mapToDouble(wake -> wake.all() == null ? 0 : wake.all().toNanos() / NANOS_PER_MILLI)
            .sorted()
            .toArray();
    int middle = millis.length / 2;
    return OptionalDouble.of(
        millis.length % 2 == 1 ? millis[middle] : (millis[middle - 1] + millis[middle]) / 2);
  }
}
