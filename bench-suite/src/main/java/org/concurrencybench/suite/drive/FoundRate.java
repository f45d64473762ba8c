package org.concurrencybench.suite.drive;

import java.util.List;
import java.util.Locale;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.knee.Sustained;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@link FindRate} found: this is the JSON of {@code bench drive --find-rate --json}.
 *
 * @param target host and port
 * @param protocol tcp, http or ws
 * @param workload what was asked
 * @param connections open
 * @param arrivals how requests were spread
 * @param objective what had to be kept, as {@code p99=10ms}
 * @param metPerSecond the highest rate that met it; null if none did
 * @param abovePerSecond the lowest rate above it that did not, or could not be measured; null if
 *     there was none
 * @param driverLimited whether it was the driver or the machine that gave out, so that the target
 *     answers at least that
 * @param settled whether both rates were confirmed in longer windows
 * @param words the same in a sentence
 * @param probes every window, in order
 */
public record FoundRate(
    String target,
    String protocol,
    String workload,
    int connections,
    String arrivals,
    String objective,
    @Nullable Double metPerSecond,
    @Nullable Double abovePerSecond,
    boolean driverLimited,
    boolean settled,
    String words,
    List<Probe> probes) {

  private static final List<String> HEADER =
      List.of("rate", "window", "answered/s", "p50 us", "p99 us", "max us", "status", "objective");

  private static final int MOST_REASONS = 5;

  /** Takes a copy. */
  public FoundRate {
    probes = List.copyOf(probes);
  }

  /**
   * One window of the search.
   *
   * @param ratePerSecond requests due a second
   * @param confirming whether it was one of the longer windows
   * @param sustained whether it met the objective
   * @param status valid, saturated or invalid
   * @param reasons why it is not valid
   * @param durationSeconds how long it was
   * @param throughput requests offered and answered
   * @param latency times
   */
  public record Probe(
      double ratePerSecond,
      boolean confirming,
      Sustained sustained,
      WindowStatus status,
      List<String> reasons,
      double durationSeconds,
      Throughput throughput,
      Latency latency) {

    private List<String> row() {
      return List.of(
          Digits.of(ratePerSecond),
          String.format(Locale.ROOT, "%.1f s%s", durationSeconds, confirming ? " confirms" : ""),
          Digits.of(throughput.requestsPerSecond()),
          micros(Percentile.P50),
          micros(Percentile.P99),
          micros(Percentile.MAX),
          status.toString(),
          switch (sustained) {
            case YES -> "met";
            case NO -> "missed";
            case UNKNOWN -> "unknown";
          });
    }

    private String micros(Percentile percentile) {
      LatencySummary response = latency.response();
      Double micros = response == null ? null : response.micros(percentile);
      String mark = latency.driverLimited().contains(percentile) ? "*" : "";
      return micros == null ? "-" : Digits.of(micros) + mark;
    }

    /** One line, for progress. */
    public String toText() {
      return String.join("  ", row());
    }
  }

  /** Whether the target answered, and one window at least could be believed. */
  public boolean isKnown() {
    return probes.stream()
        .anyMatch(
            probe -> probe.sustained() != Sustained.UNKNOWN && probe.throughput().completed() > 0);
  }

  /** As JSON. */
  public String toJson() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(this);
  }

  /** As a table for a person. */
  public String toText() {
    var grid = new TextGrid("  ", HEADER.size());
    grid.add(HEADER);
    probes.forEach(probe -> grid.add(probe.row()));
    var text = new StringBuilder();
    line(
        text,
        "%s over %s to %s: %s connections, open loop (%s), %s"
            .formatted(workload, protocol, target, Digits.of(connections), arrivals, objective));
    line(text, "");
    grid.lines().forEach(row -> line(text, row));
    line(text, "");
    probes.stream()
        .flatMap(probe -> probe.reasons().stream())
        .distinct()
        .limit(MOST_REASONS)
        .forEach(reason -> line(text, "  " + reason));
    line(text, "Highest rate with " + objective + ": " + words);
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String words) {
    text.append(words).append(System.lineSeparator());
  }
}
