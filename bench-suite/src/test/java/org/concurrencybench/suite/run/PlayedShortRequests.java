package org.concurrencybench.suite.run;

import java.util.List;
import org.concurrencybench.suite.suites.Level;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.ShortRequests;

/** The real suite, but for its levels. */
public class PlayedShortRequests extends ShortRequests {

  private final List<Level> levels;

  PlayedShortRequests(List<Level> levels) {
    this.levels = levels;
  }

  @Override
  public List<Level> levels(Profile profile) {
    return levels;
  }
}
