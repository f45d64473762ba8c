package org.concurrencybench.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes windows as an HdrHistogram interval log: one-second intervals by completion time, each
 * with the tags {@code response}, {@code service}, {@code lateness}, {@code connect} and {@code
 * computing} (the response time of requests that compute among bystanders), in nanoseconds. {@link
 * org.HdrHistogram.HistogramLogReader} and the tools around it read it. An interval without a value
 * for a tag has no line for it.
 *
 * <p>The file appears when this is closed, all at once. Used by one thread.
 */
public final class IntervalLog implements AutoCloseable {

  /** The last column is the interval's maximum as it is, in nanoseconds too. */
  private static final double NANOSECONDS = 1.0;

  private final Path file;
  private final Path unfinished;
  private final HistogramLogWriter writer;

  private IntervalLog(Path file, Path unfinished, HistogramLogWriter writer) {
    this.file = file;
    this.unfinished = unfinished;
    this.writer = writer;
  }

  /**
   * Begins a log.
   *
   * @param startEpochMillis wall clock of the first window, or of connecting
   * @throws IOException if {@code file} cannot be written
   */
  public static IntervalLog create(Path file, long startEpochMillis) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    var writer = new HistogramLogWriter(unfinished.toFile());
    writer.outputComment("[times in nanoseconds, intervals by completion time]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startEpochMillis);
    writer.outputLegend();
    return new IntervalLog(file, unfinished, writer);
  }

  /** Adds how the connections were opened: one interval. */
  public void add(Connecting connecting) {
    write(
        connecting.startEpochMillis(),
        connecting.startEpochMillis() + connecting.elapsed().toMillis(),
        "connect",
        connecting.connect());
  }

  /** Adds a window, second by second. Windows are added in the order of time. */
  public void add(WindowResult window) {
    long windowEnd = window.startEpochMillis() + window.elapsed().toMillis();
    for (Interval interval : window.intervals()) {
      long start = window.startEpochMillis() + 1_000L * interval.second();
      long end = Math.max(start, Math.min(start + 1_000, windowEnd));
      write(start, end, "response", interval.response());
      write(start, end, "service", interval.service());
      write(start, end, "lateness", interval.lateness());
      write(start, end, "connect", interval.connect());
      write(start, end, "computing", interval.computing());
    }
  }

  private void write(long startMillis, long endMillis, String tag, Histogram histogram) {
    if (histogram.getTotalCount() > 0) {
      Histogram tagged = histogram.copy();
      tagged.setTag(tag);
      writer.outputIntervalHistogram(startMillis / 1e3, endMillis / 1e3, tagged, NANOSECONDS);
    }
  }

  /** Ends the log and puts it in its place. */
  @Override
  public void close() throws IOException {
    writer.close();
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
