package org.concurrencybench.report.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Window;
import org.jspecify.annotations.Nullable;

/**
 * The interval log of one window, if it is whole and that window's: it holds as many times as
 * run.json says, with the same percentiles. Of a log that is not, nothing is used, because a curve
 * of half a window looks like one of the whole.
 *
 * @param response response times of the whole window, in nanoseconds; null with a complaint, and
 *     where no request was answered
 * @param lateness the driver's lateness, in nanoseconds; null if the log has none
 * @param seconds response times by the second of the window in which they ended, from 0
 * @param complaint why the log is not used, in words; null if it is, and where there is none
 *     because nothing was measured
 */
public record WindowLog(
    @Nullable Histogram response,
    @Nullable Histogram lateness,
    Map<Integer, Histogram> seconds,
    @Nullable String complaint) {

  private static final String RESPONSE = "response";
  private static final String LATENESS = "lateness";
  private static final String DAMAGED = "the histogram is cut short or damaged";
  private static final int DIGITS = 3;

  /** A histogram keeps three digits, so that the same time read twice differs by less than this. */
  private static final double SAME = 0.002;

  /** The log cannot be used, for the reason in the message. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why);
    }
  }

  /** Reads the log of a window; if it cannot be used, the complaint says why. */
  public static WindowLog of(RunDirectory directory, Window window) {
    String path = window.histogramPath();
    if (path == null) {
      return window.latency().response() == null
          ? new WindowLog(null, null, Map.of(), null)
          : without("no histogram was stored");
    }
    Optional<Path> file = directory.resolve(path);
    if (file.isEmpty()) {
      return without("the histogram's path leads out of the run's directory");
    }
    try {
      WindowLog log = read(lines(file.get()), window);
      check("response times", log.response(), window.latency().response());
      if (log.lateness() != null) {
        check("times of the driver's lateness", log.lateness(), window.latency().lateness());
      }
      return log;
    } catch (Unusable e) {
      return without(String.valueOf(e.getMessage()));
    }
  }

  private static WindowLog without(String complaint) {
    return new WindowLog(null, null, Map.of(), complaint);
  }

  /** Head and tags that are needed here: half of a log is other tags, slow to decode. */
  private static List<String> lines(Path file) throws Unusable {
    try {
      if (Files.isDirectory(file)) {
        throw new Unusable("the histogram is a directory");
      }
      if (Files.size(file) == 0) {
        throw new Unusable("the histogram is an empty file");
      }
      if (isCompressed(file)) {
        throw new Unusable("the histogram is compressed as a whole (gzip): unpack it");
      }
      try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
        return lines
            .filter(line ->
                !line.startsWith("Tag=")
                    || line.startsWith("Tag=" + RESPONSE + ",")
                    || line.startsWith("Tag=" + LATENESS + ","))
            .toList();
      }
    } catch (NoSuchFileException _) {
      throw new Unusable("the histogram is missing");
    } catch (IOException | UncheckedIOException _) {
      throw new Unusable("the histogram cannot be read");
    }
  }

  private static boolean isCompressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private static WindowLog read(List<String> lines, Window window) throws Unusable {
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    Histogram response = new Histogram(DIGITS);
    Histogram lateness = new Histogram(DIGITS);
    Map<Integer, Histogram> seconds = new TreeMap<>();
    try (HistogramLogReader reader =
        new HistogramLogReader(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        if (interval == null) {
          throw new Unusable(DAMAGED);
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
    } catch (RuntimeException _) {
      // The reader throws anything at all on a line that is broken or is none of a log.
      throw new Unusable(DAMAGED);
    }
    return new WindowLog(used(response), used(lateness), seconds, null);
  }

  private static @Nullable Histogram used(Histogram histogram) {
    return histogram.getTotalCount() == 0 ? null : histogram;
  }

  private static int second(Histogram interval, Window window) {
    double millis = interval.getStartTimeStamp() - (double) window.startedAt().toEpochMilli();
    return Math.toIntExact(Math.round(Math.clamp(millis / 1e3, -1.0, 1e6)));
  }

  /** run.json was written from the same histograms: a difference is a log that is not its own. */
  private static void check(
      String what, @Nullable Histogram logged, @Nullable LatencySummary stored) throws Unusable {
    long has = logged == null ? 0 : logged.getTotalCount();
    long due = stored == null ? 0 : stored.samples();
    if (has != due) {
      throw new Unusable(
          String.format(
              Locale.ROOT,
              "the histogram has %,d of %,d %s: it is cut short or another window's",
              has,
              due,
              what));
    }
    if (logged == null || stored == null) {
      return;
    }
    LatencySummary seen = LatencySummary.ofNanos(logged);
    for (Percentile percentile : Percentile.values()) {
      Double here = seen.micros(percentile);
      Double there = stored.micros(percentile);
      if (here != null && there != null && Math.abs(here - there) > SAME * Math.max(here, there)) {
        throw new Unusable(
            String.format(
                Locale.ROOT,
                "the histogram is another window's: %s of its %s is %.1f us, and %.1f us in run.json",
                percentile,
                what,
                here,
                there));
      }
    }
  }
}
