package org.concurrencybench.report.html;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.store.RunDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The interval log of one window.
 *
 * @param response response times of the whole window
 * @param lateness the driver's lateness; null if the log has none
 * @param seconds response times by the second of the window in which they ended, from 0
 * @param complaint why the log is not to be had, or not whole; null if it is
 */
record WindowLog(
    @Nullable Histogram response,
    @Nullable Histogram lateness,
    Map<Integer, Histogram> seconds,
    @Nullable String complaint) {

  private static final String RESPONSE = "response";
  private static final String LATENESS = "lateness";
  private static final int DIGITS = 3;

  /** Reads the log of a window; without one, or if it cannot be read, the complaint says why. */
  static WindowLog of(RunDirectory directory, Window window) {
    String path = window.histogramPath();
    if (path == null) {
      return without("no histogram was stored");
    }
    Optional<Path> file = directory.resolve(path);
    if (file.isEmpty()) {
      return without("the histogram's path leads out of the run's directory");
    }
    try {
      return read(lines(file.get()), window);
    } catch (IOException | UncheckedIOException _) {
      return without("the histogram is missing or cannot be read");
    }
  }

  private static WindowLog without(String complaint) {
    return new WindowLog(null, null, Map.of(), complaint);
  }

  /** Head and tags that are needed here: half of a log is other tags, slow to decode. */
  private static List<String> lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line ->
              !line.startsWith("Tag=")
                  || line.startsWith("Tag=" + RESPONSE + ",")
                  || line.startsWith("Tag=" + LATENESS + ","))
          .toList();
    }
  }

  private static WindowLog read(List<String> lines, Window window) {
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    Histogram response = new Histogram(DIGITS);
    Histogram lateness = new Histogram(DIGITS);
    Map<Integer, Histogram> seconds = new TreeMap<>();
    String complaint = null;
    try (HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        if (interval == null) {
          complaint = "the histogram is cut short";
          break;
        }
        if (interval instanceof Histogram part && LATENESS.equals(part.getTag())) {
          lateness.add(part);
        } else if (interval instanceof Histogram part && RESPONSE.equals(part.getTag())) {
          response.add(part);
          int second = second(part, window);
          if (second >= 0 && second < window.durationSeconds()) {
            seconds.merge(
                second,
                part,
                (before, more) -> {
                  before.add(more);
                  return before;
                });
          }
        }
      }
    } catch (RuntimeException e) {
      // The reader throws anything at all on a broken line: what came before it still counts.
      complaint = "the histogram is cut short or damaged (" + e.getClass().getSimpleName() + ")";
    }
    if (response.getTotalCount() == 0) {
      return without(complaint == null ? "the histogram holds no response time" : complaint);
    }
    return new WindowLog(
        response, lateness.getTotalCount() == 0 ? null : lateness, seconds, complaint);
  }

  private static int second(Histogram interval, Window window) {
    double millis = interval.getStartTimeStamp() - (double) window.startedAt().toEpochMilli();
    return Math.toIntExact(Math.round(Math.clamp(millis / 1e3, -1.0, 1e6)));
  }
}
