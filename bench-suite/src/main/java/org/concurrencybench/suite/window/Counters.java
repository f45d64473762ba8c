package org.concurrencybench.suite.window;

import java.util.List;
import java.util.stream.Stream;

/**
 * The counters of both sides around and in a window.
 *
 * <pre>
 *   before ── connections are opened again, lead-in ── began ── seconds ── ended ── drain ── after
 * </pre>
 *
 * <p>Figures of the measured interval, rates and costs, are those between {@code began} and {@code
 * ended}; what may happen at any time, a bug of the server or a delivery, is counted from {@code
 * before} to {@code after}.
 *
 * @param before nothing was sent yet
 * @param began the measured interval began
 * @param seconds about once a second inside it
 * @param ended the measured interval was over
 * @param after the drain was over
 */
record Counters(Moment before, Moment began, List<Moment> seconds, Moment ended, Moment after) {

  /** Takes a copy. */
  Counters {
    seconds = List.copyOf(seconds);
  }

  /** Those from the beginning of the measured interval on, in their order. */
  Stream<Moment> sinceItBegan() {
    return Stream.of(Stream.of(began), seconds.stream(), Stream.of(ended, after))
        .flatMap(moments -> moments);
  }
}
