package org.concurrencybench.suite.suites;

import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * Loads of several suites on one server, where starting and warming one up for each would take
 * longer than to measure. It claims nothing itself: its windows belong to the suites whose levels
 * they are. The server is warmed up with every kind of request first, and the order of the windows
 * is shuffled as always.
 */
public class Together extends Suite {

  /** Loads of any suites, each behind its suite's name and a colon, joined by {@code +}. */
  @Param("short-requests:http/hello/closed/c100")
  public String level = "";

  @Override
  String level() {
    return level;
  }

  @Override
  public String name() {
    return "together";
  }

  @Override
  public String claim() {
    return "";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return List.of();
  }

  @Override
  public String written(Experiment experiment) {
    return experiment.toString();
  }

  @Override
  List<Experiment> experiments() {
    return split(level).map(Experiment::parse).toList();
  }
}
