package org.concurrencybench.report.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One load held for a time, and everything measured meanwhile.
 *
 * @param order its place among the windows of its server process, from 1
 * @param attempt 1, or more if earlier windows of the round were invalid
 * @param status how it ended
 * @param reasons why it is not valid, one sentence each; empty if it is
 * @param startedAt when measuring began, after the warm-up
 * @param durationSeconds how long the load was held, without the drain
 * @param throughput requests offered and answered
 * @param latency how long requests took, and whether the driver may say so
 * @param deliveries messages of a chat; null if none were sent
 * @param server what the server spent
 * @param driver what the driver spent
 * @param machine how quiet the machine was
 * @param memory the server's memory; null if it was not measured
 * @param errors requests that failed, by kind, as {@code timeout}; kinds that did not occur may be
 *     absent
 * @param extra figures that only this suite has, by a name that carries the unit, as {@code
 *     timeToAnswerAllMillis}
 * @param histogramPath the interval log, from the run's directory, with slashes; null if none was
 *     written
 * @param warmUp how the server and the driver of this window were warmed up; null if they were not,
 *     and in runs that did not say so
 */
public record Window(
    int order,
    int attempt,
    WindowStatus status,
    List<String> reasons,
    Instant startedAt,
    double durationSeconds,
    Throughput throughput,
    Latency latency,
    @Nullable Deliveries deliveries,
    ServerCost server,
    DriverCost driver,
    MachineNoise machine,
    @Nullable Memory memory,
    Map<String, Long> errors,
    Map<String, Double> extra,
    @Nullable String histogramPath,
    @Nullable WarmUp warmUp) {

  /** Refuses a window that is not valid and does not say why. */
  public Window {
    Check.atLeast("order", 1, order);
    Check.atLeast("attempt", 1, attempt);
    Objects.requireNonNull(status, "status");
    reasons = Check.list("reasons", reasons);
    if (reasons.isEmpty() != (status == WindowStatus.VALID)) {
      throw new IllegalArgumentException(
          "a window that is " + status + " with the reasons " + reasons);
    }
    Objects.requireNonNull(startedAt, "startedAt");
    Check.notNegative("durationSeconds", durationSeconds);
    Objects.requireNonNull(throughput, "throughput");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(driver, "driver");
    Objects.requireNonNull(machine, "machine");
    errors = Check.sorted("errors", errors);
    errors.forEach((kind, count) -> Check.notNegative("errors." + kind, count.longValue()));
    extra = Check.sorted("extra", extra);
    extra.forEach((name, value) -> Check.finite("extra." + name, value));
  }

  /** A window of which nobody says how its server was warmed up. */
  public Window(
      int order,
      int attempt,
      WindowStatus status,
      List<String> reasons,
      Instant startedAt,
      double durationSeconds,
      Throughput throughput,
      Latency latency,
      @Nullable Deliveries deliveries,
      ServerCost server,
      DriverCost driver,
      MachineNoise machine,
      @Nullable Memory memory,
      Map<String, Long> errors,
      Map<String, Double> extra,
      @Nullable String histogramPath) {
    this(
        order,
        attempt,
        status,
        reasons,
        startedAt,
        durationSeconds,
        throughput,
        latency,
        deliveries,
        server,
        driver,
        machine,
        memory,
        errors,
        extra,
        histogramPath,
        null);
  }

  /** A window that ended before anything could be measured. */
  public static Window failed(int order, int attempt, Instant startedAt, String reason) {
    return new Window(
        order,
        attempt,
        WindowStatus.INVALID,
        List.of(reason),
        startedAt,
        0,
        Throughput.NONE,
        Latency.NOT_MEASURED,
        null,
        ServerCost.NOT_MEASURED,
        DriverCost.NOT_MEASURED,
        MachineNoise.NOT_MEASURED,
        null,
        Map.of(),
        Map.of(),
        null);
  }

  /** The same window with another judgement, and what that depends on. */
  public Window judged(WindowStatus other, List<String> why, MachineNoise noise) {
    return new Window(
        order,
        attempt,
        other,
        why,
        startedAt,
        durationSeconds,
        throughput,
        latency,
        deliveries,
        server,
        driver,
        noise,
        memory,
        errors,
        extra,
        histogramPath,
        warmUp);
  }

  /** Requests that failed, of every kind. */
  public long failures() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
