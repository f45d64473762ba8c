package org.concurrencybench.report.judge;

import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Peak;
import org.concurrencybench.report.run.ServerCost;
import org.jspecify.annotations.Nullable;

/** Decides whether the rate of a closed loop is the most that the server can answer. */
public final class PeakJudge {

  /** A peak needs a server that used this fraction of its CPUs. */
  public static final double SERVER_UTILISATION = 0.90;

  /** And a driver that had this much left: it used at most this fraction of its own. */
  public static final double DRIVER_UTILISATION = 0.75;

  private PeakJudge() {}

  /**
   * What limited the rate; null if that cannot be told, because the CPUs of a side were not
   * counted. A driver that was busy limits the rate whatever the server did.
   *
   * @param requestsPerSecond in a closed loop
   */
  public static @Nullable Peak judge(
      double requestsPerSecond, ServerCost server, DriverCost driver) {
    Double served = server.utilisation();
    Double drove = driver.utilisation();
    if (drove == null) {
      return null;
    }
    if (drove > DRIVER_UTILISATION) {
      return new Peak(
          Peak.Limit.DRIVER, served == null ? null : extrapolated(requestsPerSecond, served));
    }
    if (served == null) {
      return null;
    }
    return served >= SERVER_UTILISATION
        ? new Peak(Peak.Limit.SERVER, null)
        : new Peak(Peak.Limit.WAITING, extrapolated(requestsPerSecond, served));
  }

  /** CPU seconds that there are a second, over CPU seconds for a request. */
  private static @Nullable Double extrapolated(double requestsPerSecond, double utilisation) {
    return utilisation > 0 ? requestsPerSecond / utilisation : null;
  }
}
