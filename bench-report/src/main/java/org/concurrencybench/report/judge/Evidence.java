package org.concurrencybench.report.judge;

import java.util.List;
import java.util.Map;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Throughput;
import org.jspecify.annotations.Nullable;

/**
 * What the status of a window depends on.
 *
 * @param openLoop whether requests became due whatever the server did
 * @param connections that the load was to be spread over
 * @param connectionsOpened of these, how many could be opened before the window
 * @param throughput requests offered and answered
 * @param latency only its lateness counts: how long the server took makes no window invalid
 * @param backlogAtEnd requests that were due but not yet sent when the issuing interval ended; in a
 *     chat deliveries that were due and had not arrived
 * @param littleRatio time in flight by counting requests at each moment, over the sum of the
 *     service times that were recorded; null if there were none, or too few to tell
 * @param driver what the driver spent
 * @param machine how quiet the machine was
 * @param errors requests that failed, by kind, as {@code timeout}; connections that did, as {@code
 *     "connection reset"}
 * @param wrongReplies of these, replies with the wrong content
 * @param failures what went wrong outside of requests, one sentence each: a process that died
 * @param deliveries messages of rooms; null if there were none
 * @param compiling what the server's JIT took; null if that is not known, or a cold server is what
 *     was asked for
 */
public record Evidence(
    boolean openLoop,
    int connections,
    int connectionsOpened,
    Throughput throughput,
    Latency latency,
    long backlogAtEnd,
    @Nullable Double littleRatio,
    DriverCost driver,
    MachineNoise machine,
    Map<String, Long> errors,
    long wrongReplies,
    List<String> failures,
    @Nullable Deliveries deliveries,
    @Nullable Compiling compiling) {

  /** Takes copies. */
  public Evidence {
    errors = Map.copyOf(errors);
    failures = List.copyOf(failures);
  }

  /** Evidence of a window without rooms, whose compilers were not watched. */
  public Evidence(
      boolean openLoop,
      int connections,
      int connectionsOpened,
      Throughput throughput,
      Latency latency,
      long backlogAtEnd,
      @Nullable Double littleRatio,
      DriverCost driver,
      MachineNoise machine,
      Map<String, Long> errors,
      long wrongReplies,
      List<String> failures) {
    this(
        openLoop,
        connections,
        connectionsOpened,
        throughput,
        latency,
        backlogAtEnd,
        littleRatio,
        driver,
        machine,
        errors,
        wrongReplies,
        failures,
        null,
        null);
  }

  /** The same and what rooms and compilers did. */
  public Evidence with(@Nullable Deliveries rooms, @Nullable Compiling compiling) {
    return new Evidence(
        openLoop,
        connections,
        connectionsOpened,
        throughput,
        latency,
        backlogAtEnd,
        littleRatio,
        driver,
        machine,
        errors,
        wrongReplies,
        failures,
        rooms,
        compiling);
  }
}
