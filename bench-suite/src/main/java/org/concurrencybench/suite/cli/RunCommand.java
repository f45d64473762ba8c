package org.concurrencybench.suite.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.suite.micro.MicroSuites;
import org.concurrencybench.suite.run.BeforeRun;
import org.concurrencybench.suite.run.BenchmarkRun;
import org.concurrencybench.suite.run.RunOptions;
import org.concurrencybench.suite.run.RunSummary;
import org.concurrencybench.suite.suites.Profile;
import org.concurrencybench.suite.suites.Suite;
import org.concurrencybench.suite.suites.Suites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the suites and stores the results: what {@code mvn benchmark} starts. */
@Command(
    name = "run",
    description = "Runs the suites and stores the results.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      defaultValue = "quick",
      description = "How much: ${COMPLETION-CANDIDATES}.")
  private Profile profile;

  @Option(
      names = "--suites",
      split = ",",
      description = "Which experiments; 'bench suites' lists them. Default: those of the profile.")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--models",
      split = ",",
      description =
          "Which models; 'bench models' lists them, and says which are not measured by default.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--rounds",
      description = "Fresh processes per suite and model. Default: as the profile says.")
  private @Nullable Integer rounds;

  @Option(
      names = "--results",
      defaultValue = "results",
      description = "Where the run's directory is made.")
  private Path results;

  @Option(
      names = "--seed",
      description = "Fixes everything random: order, arrivals. Default: from the clock.")
  private @Nullable Long seed;

  @Option(names = "--strict", description = "Fail if a cell has no valid round.")
  private boolean strict;

  @Override
  public Integer call() throws Exception {
    RunOptions options = options();
    RunSummary summary;
    try {
      summary = new BenchmarkRun(options, spec.commandLine().getOut()).run();
    } catch (ResultsException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
    return summary.failed(strict) ? 1 : 0;
  }

  private RunOptions options() {
    try {
      var options =
          new RunOptions(
              profile,
              chosen(),
              (models.isEmpty()
                      ? Models.byDefault()
                      : models.stream().distinct().map(Models::named).toList())
                  .stream().map(ServerProvider::model).toList(),
              rounds == null ? profile.rounds() : rounds,
              results,
              seed == null ? System.currentTimeMillis() : seed,
              CommandWords.of(spec),
              suites.isEmpty() ? profile == Profile.FULL : suites.contains(MicroSuites.NAME));
      BeforeRun.check();
      return options;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** The suites over sockets; the micro suites are no rounds of servers. */
  private List<Suite> chosen() {
    return suites.isEmpty()
        ? Suites.byDefault(profile)
        : suites.stream()
            .distinct()
            .filter(name -> !name.equals(MicroSuites.NAME))
            .map(Suites::named)
            .toList();
  }
}
