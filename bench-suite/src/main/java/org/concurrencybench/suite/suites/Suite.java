package org.concurrencybench.suite.suites;

import java.util.List;
import java.util.function.Function;

/**
 * An experiment: what people claim, the JMH class that measures it, and the loads it needs.
 *
 * @param name on the command line and in results
 * @param claim the sentence it puts to the test
 * @param benchmark the JMH class; runs alone too
 * @param levels the loads of a profile, in the order of declaration
 */
public record Suite(
    String name, String claim, Class<?> benchmark, Function<Profile, List<Level>> levels) {

  /** The loads of that profile. */
  public List<Level> levels(Profile profile) {
    return levels.apply(profile);
  }
}
