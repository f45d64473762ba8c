package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the driver measures of a server that does next to nothing, in the same run: below the floor
 * and above the ceiling, a figure would be the driver's.
 *
 * @param floors the shortest times that this driver can see, by protocol and rate
 * @param ceilings the highest rates that this driver can make, by protocol and connections
 */
public record Calibration(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Floor> floors,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Ceiling> ceilings) {

  /** Takes copies. */
  public Calibration {
    floors = Check.list("floors", floors);
    ceilings = Check.list("ceilings", ceilings);
  }

  /**
   * An open loop against the null responder: at the rate of a claim, and at half of the ceiling.
   *
   * @param protocol tcp, http or ws
   * @param connections open at once
   * @param ratePerSecond requests a second that were due
   * @param response from the intended send to the reply
   * @param lateness from the intended time to the hand-over to the connection
   */
  public record Floor(
      String protocol,
      int connections,
      double ratePerSecond,
      LatencySummary response,
      LatencySummary lateness) {

    /** Checks the ranges. */
    public Floor {
      Check.text("protocol", protocol);
      Check.atLeast("connections", 1, connections);
      Check.notNegative("ratePerSecond", ratePerSecond);
      Objects.requireNonNull(response, "response");
      Objects.requireNonNull(lateness, "lateness");
    }
  }

  /**
   * A closed loop against the null responder.
   *
   * @param protocol tcp, http or ws
   * @param connections open at once
   * @param requestsPerSecond answered
   * @param driverCpuMicrosPerRequest CPU of the driver for one request
   * @param driverUtilisation CPU of the driver as a fraction of the CPUs that it may use
   * @param serverCpuMicrosPerRequest CPU of the null responder for one request
   */
  public record Ceiling(
      String protocol,
      int connections,
      double requestsPerSecond,
      @Nullable Double driverCpuMicrosPerRequest,
      @Nullable Double driverUtilisation,
      @Nullable Double serverCpuMicrosPerRequest) {

    /** Checks the ranges. */
    public Ceiling {
      Check.text("protocol", protocol);
      Check.atLeast("connections", 1, connections);
      Check.notNegative("requestsPerSecond", requestsPerSecond);
      Check.notNegative("driverCpuMicrosPerRequest", driverCpuMicrosPerRequest);
      Check.notNegative("driverUtilisation", driverUtilisation);
      Check.notNegative("serverCpuMicrosPerRequest", serverCpuMicrosPerRequest);
    }
  }
}
