package org.concurrencybench.report.claim;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.jspecify.annotations.Nullable;

/**
 * A figure as rules name it, with its unit.
 *
 * @param name as in run.json where it is a component there
 * @param unit empty for a plain number, {@link Digits#FRACTION} for what is shown in per cent
 * @param figure how it is read off a window
 */
record Metric(String name, String unit, Figure figure) {

  private static final double BYTES_PER_GIB = 1L << 30;
  private static final String MICROS = "us";
  private static final String EXTRA = "extra.";
  private static final String MILLIS = "Millis";

  private static final List<Metric> ALL =
      List.of(
          of("serverUtilisation", Digits.FRACTION, window -> window.server().utilisation()),
          of("achievedFraction", Digits.FRACTION, Metric::achieved),
          new Metric("cpuMicrosPerRequest", MICROS, Figure.CPU_PER_REQUEST),
          new Metric("serverCpuMicrosPerDelivery", MICROS, Figure.CPU_PER_DELIVERY),
          new Metric("responseP50Micros", MICROS, Figure.response(Percentile.P50)),
          new Metric("responseP99Micros", MICROS, Figure.response(Percentile.P99)),
          new Metric("switchesPerRequest", "", Figure.SWITCHES_PER_REQUEST),
          new Metric("requestsPerSecond", "", Figure.REQUESTS_PER_SECOND),
          new Metric("bytesPerConnection", "bytes", Figure.BYTES_PER_CONNECTION),
          of("connectionsPerGib", "", Metric::connectionsPerGib),
          new Metric("osThreads", "", Figure.OS_THREADS));

  /**
   * The figure of that name; {@code extra.} and a name is one that only its suite has.
   *
   * @throws IllegalArgumentException if there is none, quoting it
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Metric named(String name) {
    if (name.startsWith(EXTRA)) {
      String unit = name.endsWith(MILLIS) ? "ms" : "";
      return new Metric(name, unit, Figure.extra(name.substring(EXTRA.length())));
    }
    return ALL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no figure \"" + name + "\""));
  }

  private static Metric of(String name, String unit, Figure.Reading reading) {
    return new Metric(name, unit, new Figure(name, null, reading));
  }

  private static @Nullable Double achieved(Window window) {
    Throughput throughput = window.throughput();
    Double offered = throughput.offeredPerSecond();
    return offered == null || offered == 0 ? null : throughput.requestsPerSecond() / offered;
  }

  private static @Nullable Double connectionsPerGib(Window window) {
    Double bytes = Figure.BYTES_PER_CONNECTION.of(window);
    return bytes == null || bytes <= 0 ? null : BYTES_PER_GIB / bytes;
  }

  /** Whether it says more about the driver than the server in that window. */
  boolean isDriverLimited(Window window) {
    Percentile percentile = figure.percentile();
    return percentile != null && window.latency().driverLimited().contains(percentile);
  }
}
