package org.concurrencybench.suite.suites;

import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * A little of every suite on one server, to see that everything works: what the profile smoke runs.
 * It claims nothing and is judged by nobody; its windows belong to the suites whose levels they
 * are.
 */
public class Smoke extends Suite {

  /** Loads of any suites, each behind its suite's name and a colon, joined by {@code +}. */
  @Param("short-requests:http/hello/closed/c100")
  public String level = "";

  @Override
  String level() {
    return level;
  }

  @Override
  public String name() {
    return "smoke";
  }

  @Override
  public String claim() {
    return "Everything works.";
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
