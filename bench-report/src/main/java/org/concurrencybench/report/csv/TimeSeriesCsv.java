package org.concurrencybench.report.csv;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.report.store.LineFile;
import org.concurrencybench.report.store.ResultsException;
import org.jspecify.annotations.Nullable;

/**
 * timeseries.csv, written while the run lasts. A row is handed to the operating system when {@link
 * #append} returns: a run that is killed keeps its rows. Rows are whole, on a full disk too. Safe
 * for use by any thread.
 */
public final class TimeSeriesCsv implements AutoCloseable {

  private static final List<@Nullable Object> HEADER =
      List.of(
          "at",
          "cell",
          "round",
          "attempt",
          "phase",
          "second",
          "requestsPerSecond",
          "responseP50Micros",
          "responseP99Micros",
          "responseMaxMicros",
          "serverUtilisation",
          "driverUtilisation",
          "serverResidentBytes",
          "serverThreads",
          "serverVoluntarySwitchesPerSecond",
          "serverInvoluntarySwitchesPerSecond",
          "serverGcPauseMillis",
          "serverCompilationMillis");

  private final Path file;
  private final LineFile lines;

  private TimeSeriesCsv(Path file, LineFile lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Begins the file with its header.
   *
   * @throws ResultsException if it is there already or cannot be written
   */
  public static TimeSeriesCsv create(Path file) {
    try {
      TimeSeriesCsv csv = new TimeSeriesCsv(file, LineFile.create(file));
      csv.line(HEADER);
      return csv;
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }

  /**
   * Goes on with a file that {@link #create} began, in another process too.
   *
   * @throws ResultsException if it is not there or cannot be written
   */
  public static TimeSeriesCsv continuing(Path file) {
    try {
      return new TimeSeriesCsv(file, LineFile.continuing(file));
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }

  /**
   * Adds a second.
   *
   * @throws ResultsException if it cannot be written; then no part of it is in the file
   */
  public synchronized void append(TimeSeriesRow row) {
    try {
      line(
          Arrays.asList(
              row.at(),
              row.cell(),
              row.round(),
              row.attempt(),
              row.phase(),
              row.second(),
              row.requestsPerSecond(),
              micros(row, Percentile.P50),
              micros(row, Percentile.P99),
              micros(row, Percentile.MAX),
              row.serverUtilisation(),
              row.driverUtilisation(),
              row.serverResidentBytes(),
              row.serverThreads(),
              row.voluntarySwitchesPerSecond(),
              row.involuntarySwitchesPerSecond(),
              row.gcPauseMillis(),
              row.serverCompilationMillis()));
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }

  private static @Nullable Double micros(TimeSeriesRow row, Percentile percentile) {
    LatencySummary response = row.response();
    return response == null ? null : response.micros(percentile);
  }

  private void line(List<@Nullable Object> values) throws IOException {
    lines.write(CsvLine.of(values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Ends the file.
   *
   * @throws ResultsException if it cannot be closed
   */
  @Override
  public synchronized void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }
}
