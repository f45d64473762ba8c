package org.concurrencybench.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.store.RunDirectory;

/**
 * Interval logs for the windows of a run that name one, as the driver writes them. Windows of a
 * cell that began at the same moment share their times, which saves most of the work.
 */
final class PlayedLogs {

  private static final double NANOS_PER_MICRO = 1_000;

  private PlayedLogs() {}

  /**
   * Writes the logs of a run and stores it with the times that they hold; the same seed makes the
   * same logs.
   */
  static RunDirectory store(Run run, Path results, long seed) throws IOException {
    RunDirectory directory = RunDirectory.create(results, run.startedAt(), run.profile());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<String, Latency> logged = new HashMap<>();
    for (Cell cell : run.cells()) {
      Map<Instant, Path> written = new HashMap<>();
      for (Round round : cell.rounds()) {
        for (Window window : round.windows()) {
          if (window.histogramPath() != null) {
            Path file = directory.path().resolve(window.histogramPath());
            Files.createDirectories(file.getParent());
            Path before = written.putIfAbsent(window.startedAt(), file);
            if (before == null) {
              logged.put(window.histogramPath(), write(file, window, random));
            } else {
              Files.copy(before, file);
              logged.put(
                  window.histogramPath(),
                  Objects.requireNonNull(logged.get(directory.relative(before))));
            }
          }
        }
      }
    }
    directory.save(
        run.withWindows(window ->
            window.histogramPath() == null
                ? window
                : with(window, Objects.requireNonNull(logged.get(window.histogramPath())))));
    return directory;
  }

  private static Window with(Window window, Latency latency) {
    return new Window(
        window.order(),
        window.attempt(),
        window.status(),
        window.reasons(),
        window.startedAt(),
        window.durationSeconds(),
        window.throughput(),
        latency,
        window.deliveries(),
        window.server(),
        window.driver(),
        window.machine(),
        window.memory(),
        window.errors(),
        window.extra(),
        window.histogramPath(),
        window.warmUp());
  }

  private static Latency write(Path file, Window window, RandomGenerator random)
      throws IOException {
    Histogram response = new Histogram(3);
    Histogram service = new Histogram(3);
    Histogram lateness = new Histogram(3);
    HistogramLogWriter log = new HistogramLogWriter(file.toFile());
    try {
      log.outputLogFormatVersion();
      log.outputStartTime(window.startedAt().toEpochMilli());
      log.outputLegend();
      double start = window.startedAt().toEpochMilli() / 1e3;
      for (int second = 0; second < window.durationSeconds(); second++) {
        lateness.add(interval(log, "lateness", start + second, 4, 0.5, random));
        double median = window.latency().response() == null ? 500 : middle(window);
        response.add(interval(log, "response", start + second, median, 0.6, random));
        service.add(interval(log, "service", start + second, median, 0.5, random));
      }
    } finally {
      log.close();
    }
    return Latency.of(
        LatencySummary.ofNanos(response),
        LatencySummary.ofNanos(service),
        LatencySummary.ofNanos(lateness),
        window.latency().connect());
  }

  private static double middle(Window window) {
    Double median = window.latency().response().p50Micros();
    return median == null ? 500 : median;
  }

  /** Log-normal times: a long tail, as times have. */
  private static Histogram interval(
      HistogramLogWriter log,
      String tag,
      double start,
      double medianMicros,
      double spread,
      RandomGenerator random) {
    Histogram times = new Histogram(3);
    for (int i = 0; i < 2_000; i++) {
      double micros = medianMicros * Math.exp(spread * random.nextGaussian());
      times.recordValue(Math.round(micros * NANOS_PER_MICRO));
    }
    times.setTag(tag);
    log.outputIntervalHistogram(start, start + 1, times, 1.0);
    return times;
  }
}
