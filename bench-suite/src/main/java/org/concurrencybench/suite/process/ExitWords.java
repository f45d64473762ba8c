package org.concurrencybench.suite.process;

import java.util.Locale;
import java.util.Map;

/** How a process ended, in words. */
public final class ExitWords {

  /** Java and the shells tell a process that a signal ended by this and the signal's number. */
  private static final int SIGNALLED = 128;

  private static final int SIGKILL = 9;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          2, "SIGINT", 6, "SIGABRT", 7, "SIGBUS", SIGKILL, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  private ExitWords() {}

  /** As {@code ended with exit code 1} or {@code was killed (SIGKILL, 137: out of memory?)}. */
  public static String of(int code) {
    String signal = SIGNALS.get(code - SIGNALLED);
    if (signal == null) {
      return String.format(Locale.ROOT, "ended with exit code %d", code);
    }
    return code - SIGNALLED == SIGKILL
        ? String.format(Locale.ROOT, "was killed (%s, %d: out of memory?)", signal, code)
        : String.format(Locale.ROOT, "was ended by %s (%d)", signal, code);
  }
}
