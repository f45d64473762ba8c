package org.concurrencybench.suite.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.concurrencybench.report.store.ResultsException;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.suite.run.Drawing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a stored run again: from run.json and the histograms, whatever machine they come from. */
@Command(
    name = "report",
    description = "Draws a stored run: report.html, summary.md and the tables.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's directory, or the run.json in it.")
  private Path run;

  @Override
  public Integer call() {
    try {
      RunDirectory directory = RunDirectory.open(run);
      Drawing.write(directory.load(), directory)
          .forEach(file -> spec.commandLine().getOut().println(file));
      spec.commandLine().getOut().flush();
      return 0;
    } catch (ResultsException e) {
      throw new UserFailure(String.valueOf(e.getMessage()));
    }
  }
}
