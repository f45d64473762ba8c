package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A cell measured once in fresh processes: a window, and its repetitions if it was invalid.
 *
 * @param number from 1; rounds of the same number are compared in pairs
 * @param windows every attempt in order, the invalid ones too
 * @param probes windows with other loads, through which a search came to the load of the windows;
 *     they are shown and stand for nothing. Empty where nothing was searched
 */
public record Round(
    int number,
    List<Window> windows,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Window> probes) {

  /** Checks the range and takes copies. */
  public Round {
    Check.atLeast("number", 1, number);
    windows = Check.list("windows", windows);
    probes = Check.list("probes", probes);
  }

  /** A round in which nothing was searched. */
  public Round(int number, List<Window> windows) {
    this(number, windows, List.of());
  }

  /**
   * The window that stands for this round: the first that is not invalid, because whoever may
   * choose the last repeats until it suits; empty if all are.
   */
  public Optional<Window> result() {
    return windows.stream().filter(window -> window.status() != WindowStatus.INVALID).findFirst();
  }

  Round with(Window window) {
    List<Window> more = new ArrayList<>(windows);
    more.add(window);
    return new Round(number, more, probes);
  }

  Round withProbes(List<Window> added) {
    List<Window> more = new ArrayList<>(probes);
    more.addAll(added);
    return new Round(number, windows, more);
  }

  Round withWindows(UnaryOperator<Window> change) {
    return new Round(number, windows.stream().map(change).toList(), probes);
  }
}
