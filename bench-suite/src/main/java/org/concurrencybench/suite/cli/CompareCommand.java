package org.concurrencybench.suite.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.concurrencybench.report.compare.ComparisonHtml;
import org.concurrencybench.report.compare.ComparisonMarkdown;
import org.concurrencybench.report.compare.ComparisonTable;
import org.concurrencybench.report.compare.RunComparison;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.OutputDirectory;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.suite.run.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two stored runs side by side. */
@Command(
    name = "compare",
    description = "Compares two stored runs: what changed, and whether it is more than chance.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:compared",
      "1:with --fail-on-regression: B is worse, did not measure what A measured, or has too few"
          + " valid rounds of it",
      "2:bad usage, or the runs cannot be compared"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int REGRESSED = 1;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "The run before: its directory.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "The run after: its directory.")
  private Path after;

  @Option(
      names = "--fail-on-regression",
      paramLabel = "PERCENT",
      converter = PercentConverter.class,
      description =
          "Exit with 1 if a headline figure of B is worse by more than this, as 10%%: if its 95"
              + " %% interval lies wholly beyond, after correction for the number of figures."
              + " Exits with 1 as well if a cell, figure or claim of A has no result in B, and if a"
              + " cell has three valid rounds in A and fewer in B: then nothing can be told.")
  private @Nullable Double allowed;

  @Option(
      names = "--narrowed",
      description =
          "B was run with fewer --suites or --models on purpose: what its plan leaves out is named"
              + " and does not fail.")
  private boolean narrowed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write compare.md and compare.html there.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Run a = load(before);
    Run b = load(after);
    List<String> obstacles = RunComparison.obstacles(a, b);
    if (!obstacles.isEmpty()) {
      throw refused(
          "%s and %s cannot be compared: %s"
              .formatted(a.id(), b.id(), String.join("; ", obstacles)));
    }
    RunComparison comparison = RunComparison.of(a, b, allowed);
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(ComparisonTable.of(comparison, Terminal.width()));
    if (out != null) {
      write(comparison, out);
      writer.printf("%nWritten: %s, %s%n", out.resolve("compare.md"), out.resolve("compare.html"));
    }
    writer.flush();
    if (allowed != null && !comparison.missing(narrowed).isEmpty()) {
      return REGRESSED;
    }
    if (allowed != null && comparison.compared() == 0) {
      throw refused(
          "--fail-on-regression cannot tell: no figure has three valid rounds in both runs");
    }
    return comparison.hasRegressed() ? REGRESSED : 0;
  }

  private Run load(Path directory) {
    try {
      return RunDirectory.open(directory).load();
    } catch (ResultsException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static void write(RunComparison comparison, Path directory) {
    try {
      OutputDirectory files = OutputDirectory.at(directory);
      files.write("compare.md", ComparisonMarkdown.of(comparison));
      files.write("compare.html", ComparisonHtml.of(comparison));
    } catch (ResultsException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
