package org.concurrencybench.suite.run;

import java.util.List;
import org.concurrencybench.report.run.Cell;

/** Turns JMH's iteration numbers of one round into the names of cells. */
final class WindowProgress implements JmhProgress.Listener {

  private final List<Cell> cells;
  private final int round;
  private final Progress progress;
  private int over;

  WindowProgress(List<Cell> cells, int round, Progress progress) {
    this.cells = cells;
    this.round = round;
    this.progress = progress;
  }

  @Override
  public void windowBegins(int number) {
    progress.begins(cells.get(number - 1).id(), round);
  }

  @Override
  public void windowEnds() {
    over++;
    progress.ended();
  }

  /** The round failed: the windows that it did not come to are over, too. */
  void skipRest() {
    while (over < cells.size()) {
      windowEnds();
    }
  }
}
