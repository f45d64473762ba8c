package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.suite.ask.Answer;
import org.concurrencybench.suite.ask.Question;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.run.BeforeRun;
import org.concurrencybench.suite.run.BenchmarkRun;
import org.concurrencybench.suite.run.RunOptions;
import org.concurrencybench.suite.run.RunSummary;
import org.concurrencybench.suite.suites.Ask;
import org.concurrencybench.suite.suites.Profile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Answers which model a load wants, by measuring it. */
@Command(
    name = "ask",
    description = "For this load: which model, at what cost, and where does the answer flip?",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class AskCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--connections",
      required = true,
      description = "Connections, one request in flight each.")
  private int connections;

  @Option(
      names = "--rate",
      required = true,
      description = "Requests per second over all connections.")
  private int rate;

  @Option(
      names = "--wait",
      paramLabel = "MS",
      defaultValue = "0",
      description = "Each request waits so long for a backend.")
  private int waitMillis;

  @Option(
      names = "--compute",
      paramLabel = "UNITS",
      defaultValue = "0",
      description = "Each request computes so much; a unit is about a microsecond.")
  private int computeUnits;

  @Option(
      names = "--slo",
      defaultValue = "p99=50ms",
      description = "What must be kept: a percentile of response time.")
  private String objective;

  @Option(
      names = "--models",
      split = ",",
      description =
          "Which models; 'bench models' lists them, and says which are not measured by default.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Fresh processes per model; with fewer than 3 there are no intervals.")
  private int rounds;

  @Option(
      names = "--no-flip",
      description = "Measure the load alone, not how far each model could go.")
  private boolean noFlip;

  @Option(
      names = "--results",
      defaultValue = "results",
      description = "Where the run's directory is made.")
  private Path results;

  @Option(names = "--seed", description = "Fixes everything random. Default: from the clock.")
  private @Nullable Long seed;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Question question;
    RunOptions options;
    try {
      question =
          new Question(connections, rate, waitMillis, computeUnits, Objective.parse(objective));
      options = options(question);
      BeforeRun.check();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    Answer answer;
    RunSummary summary;
    try {
      summary = new BenchmarkRun(options, out).run();
      answer = Answer.of(question, RunDirectory.open(summary.directory()).load());
    } catch (ResultsException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
    out.printf("%n%s%n", answer.toText());
    store(summary.directory(), answer);
    out.flush();
    return summary.failedRounds() > 0 || !answer.isKnown() ? 1 : 0;
  }

  private static void store(Path directory, Answer answer) throws IOException {
    RunDirectory.open(directory).write("answer.txt", answer.toText() + System.lineSeparator());
  }

  private RunOptions options(Question question) {
    List<ServerProvider> asked =
        models.isEmpty()
            ? Models.byDefault()
            : models.stream().distinct().map(Models::named).toList();
    int threads =
        asked.stream().mapToInt(ServerProvider::platformThreadsPerConnection).max().orElse(0);
    Ask ask = Ask.about(question.level(), question.objective(), threads);
    return new RunOptions(
        Profile.QUICK,
        List.of(noFlip ? ask.withoutFlip() : ask),
        asked.stream().map(ServerProvider::model).toList(),
        rounds,
        results,
        seed == null ? System.currentTimeMillis() : seed,
        CommandWords.of(spec),
        false,
        Ask.NAME);
  }
}
