package org.concurrencybench.report.run;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long requests took, and whether the driver may say so. In a chat the times are those of
 * deliveries.
 *
 * @param response from the intended send to the reply: what a user waits
 * @param service from the actual send to the reply: what a driver that waits for its server would
 *     have seen
 * @param lateness from the intended time to the hand-over to the connection: the driver's own fault
 * @param connect from starting a connection to being connected
 * @param driverLimited percentiles of response that say more about the driver than the server, and
 *     take part in no claim
 */
public record Latency(
    @Nullable LatencySummary response,
    @Nullable LatencySummary service,
    @Nullable LatencySummary lateness,
    @Nullable LatencySummary connect,
    List<Percentile> driverLimited) {

  /** Nothing was measured. */
  public static final Latency NOT_MEASURED = new Latency(null, null, null, null, List.of());

  /** Lateness above this part of the response time makes a percentile driver-limited. */
  public static final double DRIVER_LIMITED_ABOVE = 0.25;

  /** Takes a copy. */
  public Latency {
    driverLimited = Check.list("driverLimited", driverLimited);
  }

  /** The driver-limited percentiles are worked out from response and lateness. */
  public static Latency of(
      @Nullable LatencySummary response,
      @Nullable LatencySummary service,
      @Nullable LatencySummary lateness,
      @Nullable LatencySummary connect) {
    List<Percentile> limited =
        response == null || lateness == null
            ? List.of()
            : Arrays.stream(Percentile.values())
                .filter(percentile -> isDriverLimited(percentile, response, lateness))
                .toList();
    return new Latency(response, service, lateness, connect, limited);
  }

  /**
   * Percentiles of response that are listed and whose lateness, of fewer events, is not: whether
   * the driver limited them is not known. Only in runs from before events were counted.
   */
  public List<Percentile> unjudged() {
    LatencySummary took = response;
    LatencySummary late = lateness;
    return took == null || late == null
        ? List.of()
        : Arrays.stream(Percentile.values())
            .filter(percentile -> took.micros(percentile) != null)
            .filter(percentile -> late.micros(percentile) == null)
            .toList();
  }

  /**
   * Samples of response to one independent event: the members of a room to a publish, 1 where each
   * request is an event. In an open loop every event has its lateness, also in runs from before
   * events were counted.
   */
  public double samplesPerEvent() {
    if (response == null || response.samples() == 0) {
      return 1;
    }
    long events =
        response.events() == null && lateness != null && lateness.samples() > 0
            ? lateness.samples()
            : response.independentEvents();
    return Math.max(1, (double) response.samples() / Math.max(1, events));
  }

  private static boolean isDriverLimited(
      Percentile percentile, LatencySummary response, LatencySummary lateness) {
    Double took = response.micros(percentile);
    Double late = lateness.micros(percentile);
    return took != null && late != null && late > took * DRIVER_LIMITED_ABOVE;
  }
}
