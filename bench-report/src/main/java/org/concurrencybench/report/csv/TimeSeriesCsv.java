package org.concurrencybench.report.csv;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.TimeSeriesRow;
import org.concurrencybench.report.store.ResultsException;
import org.jspecify.annotations.Nullable;

/**
 * timeseries.csv, written while the run lasts. A row is handed to the operating system when {@link
 * #append} returns: a run that is killed keeps its rows, and at worst half of the last. Safe for
 * use by any thread.
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
  private final Writer writer;

  private TimeSeriesCsv(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Begins the file with its header.
   *
   * @throws ResultsException if it is there already or cannot be written
   */
  public static TimeSeriesCsv create(Path file) {
    try {
      TimeSeriesCsv csv =
          new TimeSeriesCsv(
              file,
              Files.newBufferedWriter(
                  file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
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
      return new TimeSeriesCsv(
          file, Files.newBufferedWriter(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }

  /**
   * Adds a second.
   *
   * @throws ResultsException if it cannot be written
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
    writer.write(CsvLine.of(values));
    writer.flush();
  }

  /**
   * Ends the file.
   *
   * @throws ResultsException if it cannot be closed
   */
  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw ResultsException.cannotWrite(file, e);
    }
  }
}
