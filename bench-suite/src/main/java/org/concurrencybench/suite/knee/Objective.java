package org.concurrencybench.suite.knee;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a server must keep: a percentile of response time, in a window in which it kept up and no
 * request failed. Written as {@code p99=50ms}.
 *
 * @param percentile of response time, counted from the intended send
 * @param limit at most this
 */
public record Objective(Percentile percentile, Duration limit) {

  private static final Pattern TEXT = Pattern.compile("(p[\\d.]+|max)=(\\d{1,9})(us|ms|s)");

  private static final double NANOS_PER_MICRO = 1e3;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Refuses a limit that nothing can keep. */
  public Objective {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("objective of " + limit + ": must be longer than nothing");
    }
  }

  /** The 99th percentile is at most that. */
  public static Objective p99(Duration limit) {
    return new Objective(Percentile.P99, limit);
  }

  /**
   * The objective that a user writes as {@code p99=50ms}.
   *
   * @throws IllegalArgumentException if it is not of that form, quoting it
   */
  public static Objective parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "objective '%s': must be a percentile and a time, like p99=50ms (us, ms or s)"
              .formatted(text));
    }
    Percentile percentile =
        Arrays.stream(Percentile.values())
            .filter(known -> known.toString().equals(parts.group(1)))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "objective '%s': of response time, %s are known"
                        .formatted(text, Arrays.toString(Percentile.values()))));
    long amount = Long.parseLong(parts.group(2));
    Duration limit =
        switch (parts.group(3)) {
          case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
          case "ms" -> Duration.ofMillis(amount);
          default -> Duration.ofSeconds(amount);
        };
    return new Objective(percentile, limit);
  }

  /**
   * Whether a window met it. A percentile that misses and is driver-limited, or that too few
   * requests stand for, is unknown: it may be the driver's. One that is met is met either way,
   * because lateness only adds to it.
   */
  public Sustained judge(WindowStatus status, Latency latency) {
    return switch (status) {
      case INVALID -> Sustained.UNKNOWN;
      case SATURATED -> Sustained.NO;
      case VALID -> judge(latency);
    };
  }

  private Sustained judge(Latency latency) {
    Double micros = micros(latency);
    if (micros != null && micros <= limitMicros()) {
      return Sustained.YES;
    }
    boolean driver = latency.driverLimited().contains(percentile);
    return micros == null || driver ? unlisted(latency) : Sustained.NO;
  }

  /** If even the slowest was fast enough, no percentile need be listed. */
  private Sustained unlisted(Latency latency) {
    LatencySummary response = latency.response();
    Double slowest = response == null ? null : response.micros(Percentile.MAX);
    return slowest != null && slowest <= limitMicros() ? Sustained.YES : Sustained.UNKNOWN;
  }

  /** The percentile in a window, in microseconds; null if it is not listed there. */
  public @Nullable Double micros(Latency latency) {
    LatencySummary response = latency.response();
    return response == null ? null : response.micros(percentile);
  }

  /** The limit in microseconds. */
  public double limitMicros() {
    return limit.toNanos() / NANOS_PER_MICRO;
  }

  /** For a person: {@code p99 of at most 50 ms}. */
  public String inWords() {
    return percentile + " of at most " + time(" ");
  }

  /** For the name of a level: {@code p99-50ms}. */
  public String inNames() {
    return percentile + "-" + time("");
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return percentile + "=" + time("");
  }

  private String time(String gap) {
    long micros = limit.toNanos() / 1_000;
    if (micros % MICROS_PER_SECOND == 0) {
      return String.format(Locale.ROOT, "%d%ss", micros / MICROS_PER_SECOND, gap);
    }
    return micros % MICROS_PER_MILLI == 0
        ? String.format(Locale.ROOT, "%d%sms", micros / MICROS_PER_MILLI, gap)
        : String.format(Locale.ROOT, "%d%sus", micros, gap);
  }
}
