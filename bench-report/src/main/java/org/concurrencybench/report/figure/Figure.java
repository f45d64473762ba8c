package org.concurrencybench.report.figure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Window;
import org.jspecify.annotations.Nullable;

/**
 * A number that is read off a window. Two with the same label are the same figure, however they are
 * read: a table has one column for it.
 *
 * @param label what it is, with its unit
 * @param percentile the percentile of response time that it is; null for every other figure
 * @param reading how it is read
 */
public record Figure(String label, @Nullable Percentile percentile, Reading reading) {

  /** Reads a number off a window; null if it was not measured. */
  @FunctionalInterface
  public interface Reading {
    /** The number, or null. */
    @Nullable Double of(Window window);
  }

  /** The server's CPU for a request. */
  public static final Figure CPU_PER_REQUEST =
      new Figure("server CPU, us/request", null, window -> window.server().cpuMicrosPerRequest());

  /** The server's CPU for a delivery. */
  public static final Figure CPU_PER_DELIVERY =
      new Figure(
          "server CPU, us/delivery",
          null,
          window -> {
            Deliveries chat = window.deliveries();
            return chat == null ? null : chat.serverCpuMicrosPerDelivery();
          });

  /** Requests answered. */
  public static final Figure REQUESTS_PER_SECOND =
      new Figure("requests/s", null, window -> window.throughput().requestsPerSecond());

  /** Messages delivered. */
  public static final Figure DELIVERIES_PER_SECOND =
      new Figure(
          "deliveries/s",
          null,
          window -> {
            Deliveries chat = window.deliveries();
            return chat == null ? null : chat.deliveriesPerSecond();
          });

  /** What a connection costs in memory, the kernel's socket included. */
  public static final Figure BYTES_PER_CONNECTION =
      new Figure("bytes/connection", null, window -> bytesPerConnection(window, true));

  /**
   * The same of windows in which the kernel's sockets were not counted: another quantity, never to
   * be set against the first.
   */
  public static final Figure BYTES_WITHOUT_KERNEL =
      new Figure(
          "bytes/connection without the kernel's sockets",
          null,
          window -> bytesPerConnection(window, false));

  /** OS context switches, of both kinds. */
  public static final Figure SWITCHES_PER_REQUEST =
      new Figure(
          "OS context switches/request",
          null,
          window -> {
            Double voluntary = window.server().voluntarySwitchesPerRequest();
            Double involuntary = window.server().involuntarySwitchesPerRequest();
            return voluntary == null || involuntary == null ? null : voluntary + involuntary;
          });

  /** The highest rate that met a stated objective. */
  public static final Figure KNEE = extra("kneeRequestsPerSecond");

  /** How busy the server's CPUs were. */
  public static final Figure SERVER_CPU_PERCENT =
      new Figure(
          "server CPU, %",
          null,
          window -> {
            Double utilisation = window.server().utilisation();
            return utilisation == null ? null : utilisation * 100;
          });

  /** Garbage made. */
  public static final Figure ALLOCATED_PER_REQUEST =
      new Figure(
          "allocated bytes/request", null, window -> window.server().allocatedBytesPerRequest());

  /** The server's OS threads. */
  public static final Figure OS_THREADS =
      new Figure(
          "OS threads",
          null,
          window -> {
            Integer threads = window.server().osThreads();
            return threads == null ? null : (double) threads;
          });

  /** What a table of a suite shows, the headline figures first. */
  public static final List<Figure> SHOWN =
      List.of(
          CPU_PER_REQUEST,
          CPU_PER_DELIVERY,
          BYTES_PER_CONNECTION,
          BYTES_WITHOUT_KERNEL,
          REQUESTS_PER_SECOND,
          KNEE,
          DELIVERIES_PER_SECOND,
          response(Percentile.P50),
          response(Percentile.P99),
          response(Percentile.P99_9),
          response(Percentile.MAX),
          SWITCHES_PER_REQUEST,
          SERVER_CPU_PERCENT,
          OS_THREADS,
          ALLOCATED_PER_REQUEST);

  /** Whether it is a rate, which is shown even where it was not sustained. */
  public boolean isRate() {
    return equals(REQUESTS_PER_SECOND) || equals(DELIVERIES_PER_SECOND);
  }

  /** A percentile of response time. */
  public static Figure response(Percentile percentile) {
    return new Figure(
        "response " + percentile + ", us",
        percentile,
        window -> {
          LatencySummary response = window.latency().response();
          return response == null ? null : response.micros(percentile);
        });
  }

  /** Over several rounds: percentiles are not averaged. Empty without any value. */
  public Optional<Spread> spread(Collection<Double> values) {
    return percentile == null ? Spread.of(values) : Spread.ofListed(values);
  }

  private static @Nullable Double bytesPerConnection(Window window, boolean withKernel) {
    Memory memory = window.memory();
    return memory == null || memory.countsKernelSockets() != withKernel
        ? null
        : memory.bytesPerConnection();
  }

  /** A figure that only some suites have. */
  public static Figure extra(String name) {
    return new Figure(name, null, window -> window.extra().get(name));
  }

  /** The number, or null if it was not measured. */
  public @Nullable Double of(Window window) {
    return reading.of(window);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Figure figure && label.equals(figure.label);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }
}
