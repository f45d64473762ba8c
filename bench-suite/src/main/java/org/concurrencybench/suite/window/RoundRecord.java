package org.concurrencybench.suite.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.concurrencybench.driver.IntervalLog;
import org.concurrencybench.report.csv.TimeSeriesCsv;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.store.RunDirectory;

/**
 * Where the windows of one round are kept: in the run's directory, each as soon as it is measured.
 * While a round runs, its fork is the only process that writes there; the launcher waits for it.
 */
public final class RoundRecord {

  private final RunDirectory directory;
  private final int round;
  private final int attempt;

  /**
   * The round of that number in the run of that directory.
   *
   * @param attempt 1, or more if its windows are repeated
   */
  public RoundRecord(Path directory, int round, int attempt) {
    this.directory = RunDirectory.open(directory);
    this.round = round;
    this.attempt = attempt;
  }

  /**
   * Stores a window of a cell: its interval log, its seconds, its figures; with the first of a
   * server also the seconds of its warm-up; and the figures of the probes through which a search
   * came to it.
   */
  public void add(String cellId, MeasuredWindow measured, List<MeasuredWindow> probes)
      throws IOException {
    Path log = directory.histogram(cellId, round, attempt);
    try (var intervals = IntervalLog.create(log, measured.startedAt().toEpochMilli())) {
      intervals.add(measured.connecting());
      intervals.add(measured.result());
    }
    Window window = measured.toWindow(attempt, directory.relative(log));
    try (var seconds = TimeSeriesCsv.continuing(directory.timeSeriesCsv())) {
      if (measured.order() == 1 && measured.warmUp() != null) {
        measured.warmUp().rows(cellId, round, attempt, measured).forEach(seconds::append);
      }
      TimeSeries.rows(cellId, round, attempt, measured).forEach(seconds::append);
    }
    directory.record(
        cellId,
        round,
        window,
        probes.stream().map(probe -> probe.toWindow(attempt, null)).toList());
  }
}
