package org.concurrencybench.suite.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concurrencybench.report.csv.ClaimsCsv;
import org.concurrencybench.report.csv.MicroCsv;
import org.concurrencybench.report.csv.SummaryCsv;
import org.concurrencybench.report.html.ReportHtml;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.svg.Charts;
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
    Map<String, String> files = new LinkedHashMap<>();
    files.put("summary.csv", SummaryCsv.of(run));
    files.put("claims.csv", ClaimsCsv.of(run));
    files.put("summary.md", SummaryMarkdown.of(run));
    if (!run.micro().isEmpty()) {
      files.put("micro.csv", MicroCsv.of(run));
    }
    files.put(ReportHtml.FILE, ReportHtml.of(run, directory));
    files.forEach(directory::write);
    Charts.write(directory, run);
    return files.keySet().stream().map(directory.path()::resolve).toList();
  }
}
