package org.concurrencybench.report.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.WindowStatus;

/**
 * Decides whether a window is valid, saturated or invalid.
 *
 * <pre>
 *   driver or machine at fault, or a reply was wrong  ──▶ invalid: shown, never ranked
 *   otherwise, the server did not keep up             ──▶ saturated: ranks as "did not sustain"
 *   otherwise                                         ──▶ valid
 * </pre>
 *
 * <p>How fast the server was never makes a window invalid; that would throw away the bad figures of
 * a bad server.
 */
public final class WindowJudge {

  /** The driver handed requests over late: the 99th percentile of its lateness, in microseconds. */
  public static final double LATENESS_P99_MICROS = 5_000;

  /** The driver of an open loop had no CPU left to be on time: of its CPUs, this fraction. */
  public static final double DRIVER_UTILISATION = 0.90;

  /** The hypervisor gave the CPUs to others: of their time, this fraction. */
  public static final double STOLEN_FRACTION = 0.05;

  /** Little's law holds if the two ways to count requests in flight differ by at most this. */
  public static final double LITTLE_DEVIATION = 0.10;

  /** An open loop is behind if more requests wait unsent than this fraction of those issued. */
  public static final double BACKLOG_FRACTION = 0.01;

  private static final String CONNECTION = "connection ";

  private WindowJudge() {}

  /** The status, and every reason for it. */
  public static Judgement judge(Evidence evidence) {
    List<String> invalid = faultsOfDriverAndMachine(evidence);
    if (!invalid.isEmpty()) {
      return new Judgement(WindowStatus.INVALID, invalid);
    }
    List<String> behind = faultsOfServer(evidence);
    return new Judgement(behind.isEmpty() ? WindowStatus.VALID : WindowStatus.SATURATED, behind);
  }

  private static List<String> faultsOfDriverAndMachine(Evidence evidence) {
    List<String> reasons = new ArrayList<>(evidence.failures());
    if (evidence.wrongReplies() > 0) {
      reasons.add(String.format(Locale.ROOT, "%d wrong replies", evidence.wrongReplies()));
    }
    LatencySummary lateness = evidence.latency().lateness();
    Double late = lateness == null ? null : lateness.micros(Percentile.P99);
    if (evidence.openLoop() && late != null && late > LATENESS_P99_MICROS) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the driver was late: p99 of its lateness %.0f us, at most %.0f us are allowed",
              late,
              LATENESS_P99_MICROS));
    }
    Double busy = evidence.driver().utilisation();
    if (evidence.openLoop() && busy != null && busy > DRIVER_UTILISATION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the driver used %.0f %% of its CPUs, at most %.0f %% are allowed",
              busy * 100,
              DRIVER_UTILISATION * 100));
    }
    Double stolen = evidence.machine().stolenFraction();
    if (stolen != null && stolen > STOLEN_FRACTION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of the CPUs' time was stolen by the hypervisor, at most %.0f %% are allowed",
              stolen * 100,
              STOLEN_FRACTION * 100));
    }
    Double little = evidence.littleRatio();
    if (little != null && Math.abs(little - 1) > LITTLE_DEVIATION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Little's law is broken: requests in flight are %.2f times rate x service time",
              little));
    }
    return reasons;
  }

  private static List<String> faultsOfServer(Evidence evidence) {
    List<String> reasons = new ArrayList<>();
    if (evidence.connectionsOpened() < evidence.connections()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "only %,d of %,d connections could be opened",
              evidence.connectionsOpened(),
              evidence.connections()));
    }
    long issued = evidence.throughput().issued();
    long allowed = Math.max(evidence.connections(), Math.round(issued * BACKLOG_FRACTION));
    if (evidence.openLoop() && evidence.backlogAtEnd() > allowed) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d requests were due and not sent at the end, at most %,d are allowed",
              evidence.backlogAtEnd(),
              issued,
              allowed));
    }
    Map<String, Long> byKind = new TreeMap<>(evidence.errors());
    byKind.forEach((kind, count) -> {
      if (count > 0) {
        reasons.add(failed(kind, count));
      }
    });
    return reasons;
  }

  private static String failed(String kind, long count) {
    boolean connections = kind.startsWith(CONNECTION);
    return String.format(
        Locale.ROOT,
        "%,d %s failed: %s",
        count,
        connections ? "connections" : "requests",
        connections ? kind.substring(CONNECTION.length()) : kind);
  }
}
