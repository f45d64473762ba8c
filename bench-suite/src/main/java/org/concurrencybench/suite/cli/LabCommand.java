package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.suite.lab.Lab;
import org.concurrencybench.suite.lab.LabOptions;
import org.concurrencybench.suite.lab.Labs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the harness itself. */
@Command(
    name = "lab",
    description =
        "Measures the harness itself: its driver, its statistics, its servers, their memory.",
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "LAB",
      description = "Which; without it, all are listed.")
  private @Nullable String name;

  @Option(names = "--pairs", description = "How often the two sides are measured, in turn.")
  private @Nullable Integer pairs;

  @Option(names = "--duration", description = "Length of one window, as 4s.")
  private @Nullable Duration duration;

  @Option(
      names = "--connections",
      split = ",",
      description = "Numbers of connections; for idle-memory the few and the many.")
  private List<Integer> connections = new ArrayList<>();

  @Option(names = "--models", split = ",", description = "Which models.")
  private List<String> models = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      Labs.all().forEach(lab -> out.printf("%-21s %s%n", lab.name(), lab.question()));
      out.flush();
      return 0;
    }
    try {
      Lab lab = Labs.named(name);
      lab.run(options(lab.defaults()), out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    } catch (IOException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
    out.flush();
    return 0;
  }

  private LabOptions options(LabOptions defaults) {
    LabOptions options = defaults;
    if (pairs != null) {
      options = options.withPairs(pairs);
    }
    if (duration != null) {
      options = options.withDuration(duration);
    }
    if (!connections.isEmpty()) {
      options = options.withConnections(connections);
    }
    if (!models.isEmpty()) {
      models.forEach(Models::named);
      options = options.withModels(models);
    }
    return options;
  }
}
