package org.concurrencybench.suite;

import org.concurrencybench.suite.cli.CommandLines;

/** The program: {@code bench run}, {@code bench serve}, {@code bench drive} and the rest. */
public final class Bench {

  private Bench() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 bad usage. */
  public static void main(String[] arguments) {
    System.exit(CommandLines.execute(arguments));
  }
}
