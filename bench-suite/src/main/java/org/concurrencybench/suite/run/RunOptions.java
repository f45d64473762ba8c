package org.concurrencybench.suite.run;

import java.nio.file.Path;
import java.util.List;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;

/**
 * What the user asked for.
 *
 * @param profile how much and how thoroughly
 * @param suites which experiments
 * @param models names of the models to compare
 * @param rounds how often each suite and model runs in fresh processes
 * @param results the directory that the run's directory is made in
 * @param seed everything random is derived from it
 * @param commandLine the command as it was given, for the record
 * @param micro whether the micro suites run, too
 * @param label ends the name of the run's directory
 */
public record RunOptions(
    Profile profile,
    List<Suite> suites,
    List<String> models,
    int rounds,
    Path results,
    long seed,
    List<String> commandLine,
    boolean micro,
    String label) {

  /** A run whose directory is named after its profile. */
  public RunOptions(
      Profile profile,
      List<Suite> suites,
      List<String> models,
      int rounds,
      Path results,
      long seed,
      List<String> commandLine,
      boolean micro) {
    this(profile, suites, models, rounds, results, seed, commandLine, micro, profile.toString());
  }

  /** The same without the micro suites. */
  public RunOptions(
      Profile profile,
      List<Suite> suites,
      List<String> models,
      int rounds,
      Path results,
      long seed,
      List<String> commandLine) {
    this(profile, suites, models, rounds, results, seed, commandLine, false);
  }

  /** Checks the ranges and takes copies. */
  public RunOptions {
    suites = List.copyOf(suites);
    models = List.copyOf(models);
    commandLine = List.copyOf(commandLine);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds: " + rounds + ", must be at least 1");
    }
  }
}
