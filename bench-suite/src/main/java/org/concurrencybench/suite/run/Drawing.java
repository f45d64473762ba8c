package org.concurrencybench.suite.run;

import java.nio.file.Path;
import java.util.List;
import org.concurrencybench.report.csv.ClaimsCsv;
import org.concurrencybench.report.csv.SummaryCsv;
import org.concurrencybench.report.html.ReportHtml;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.table.SummaryMarkdown;

/**
 * Everything that is drawn from a stored run: what a run writes at its end, and {@code bench
 * report} again. A new kind of picture is added here, and both have it.
 */
public final class Drawing {

  private Drawing() {}

  /**
   * Writes the files, the report last.
   *
   * @return the files that were written
   * @throws org.concurrencybench.report.store.ResultsException if one cannot be written
   */
  public static List<Path> write(Run run, RunDirectory directory) {
    directory.write("summary.csv", SummaryCsv.of(run));
    directory.write("claims.csv", ClaimsCsv.of(run));
    directory.write("summary.md", SummaryMarkdown.of(run));
    directory.write(ReportHtml.FILE, ReportHtml.of(run, directory));
    return List.of(
        directory.path().resolve("summary.csv"),
        directory.path().resolve("claims.csv"),
        directory.path().resolve("summary.md"),
        directory.path().resolve(ReportHtml.FILE));
  }
}
