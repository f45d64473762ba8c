package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;

/** One measurement of the harness itself. */
public interface Lab {

  /** The name on the command line. */
  String name();

  /** One line: what it measures, against what, with which goal. */
  String question();

  /** How much it does unless told otherwise: a matter of at most three minutes. */
  LabOptions defaults();

  /**
   * Measures and prints: what it does, a table, the goal, and what the machine did meanwhile. Pins
   * this process to the CPUs of the driver, for good.
   *
   * @throws IOException if a process does not start, dies or cannot be reached, in a sentence for
   *     the user
   */
  void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException;
}
