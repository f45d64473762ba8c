package org.concurrencybench.suite;

import java.util.List;
import org.concurrencybench.suite.cli.CommandLines;

/** The program: {@code bench run}, {@code bench serve}, {@code bench drive} and the rest. */
public final class Bench {

  private static final int BAD_USAGE = 2;

  private Bench() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 bad usage. */
  public static void main(String[] arguments) {
    try {
      Arguments.check(List.of(arguments), Arguments.charset());
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(BAD_USAGE);
    }
    System.exit(CommandLines.execute(arguments));
  }
}
