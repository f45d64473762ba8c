package org.concurrencybench.suite.suites;

import org.concurrencybench.report.run.Cell;

/**
 * A load and the suite that asks for it. Written as {@code chat:tcp/c1000/members-10/...}.
 *
 * @param suite whose cell it is
 */
public record Experiment(Suite suite, Level level) {

  /**
   * The experiment that is written as {@code text}.
   *
   * @throws IllegalArgumentException if there is no such suite, or it has no such level
   */
  static Experiment parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "experiment '" + text + "': must be like short-requests:http/hello/closed/c100");
    }
    Suite suite = Suites.named(text.substring(0, colon));
    return new Experiment(suite, suite.parse(text.substring(colon + 1)));
  }

  /** The cell of results that it belongs to. */
  public Cell cell(Contender contender) {
    return level.cell(suite.name(), contender);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return suite.name() + ":" + level;
  }
}
