package org.concurrencybench.driver;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
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
  private final CheckedStream stream;
  private final HistogramLogWriter writer;

  private IntervalLog(Path file, Path unfinished, CheckedStream stream, HistogramLogWriter writer) {
    this.file = file;
    this.unfinished = unfinished;
    this.stream = stream;
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
    var stream = new CheckedStream(new BufferedOutputStream(Files.newOutputStream(unfinished)));
    var writer = new HistogramLogWriter(stream);
    writer.outputComment("[times in nanoseconds, intervals by completion time]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(startEpochMillis);
    writer.outputLegend();
    return new IntervalLog(file, unfinished, stream, writer);
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
    List<Interval> intervals = window.intervals();
    for (int i = 0; i < intervals.size(); i++) {
      Interval interval = intervals.get(i);
      long start = window.startEpochMillis() + 1_000L * interval.second();
      // Those of a very long window last longer than a second.
      long next =
          i + 1 < intervals.size()
              ? window.startEpochMillis() + 1_000L * intervals.get(i + 1).second()
              : windowEnd;
      long end = Math.max(start, Math.min(next, windowEnd));
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

  /**
   * Ends the log and puts it in its place.
   *
   * @throws IOException if a part of it could not be written, as on a full disk; then there is no
   *     log
   */
  @Override
  public void close() throws IOException {
    writer.close();
    try {
      stream.check();
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw new IOException("%s: %s".formatted(unfinished, Wire.words(e)), e);
    }
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
