package org.concurrencybench.suite.suites;

import org.concurrencybench.report.run.Cell;

/**
 * A load and the suite that asks for it.
 *
 * @param suite whose cell it is
 */
public record Experiment(Suite suite, Level level) {

  /** The cell of results that it belongs to. */
  public Cell cell(Contender contender) {
    return level.cell(suite.name(), contender);
  }

  /** As {@code chat:tcp/c1000/members-10/...}: what is random in its windows depends on it. */
  @Override
  public String toString() {
    return suite.name() + ":" + level;
  }
}
