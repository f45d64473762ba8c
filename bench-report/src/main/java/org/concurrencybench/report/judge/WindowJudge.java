package org.concurrencybench.report.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.WindowStatus;
import org.jspecify.annotations.Nullable;

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

  /**
   * The same of the latest of few events, whose 99th percentile is chance, in microseconds. One
   * time slice of another thread, some milliseconds, may be among them; several may not.
   */
  public static final double LATENESS_MAX_MICROS = 20_000;

  /** The driver of an open loop had no CPU left to be on time: of its CPUs, this fraction. */
  public static final double DRIVER_UTILISATION = 0.90;

  /** The hypervisor gave the CPUs to others: of their time, this fraction. */
  public static final double STOLEN_FRACTION = 0.05;

  /**
   * Little's law for requests, and deliveries of a chat, that are followed to their end: their time
   * in flight by counting and by adding up must agree to the resolution of a histogram, which is a
   * tenth of this.
   */
  public static final double LITTLE_DEVIATION = 0.005;

  /** An open loop is behind if more requests wait unsent than this fraction of those issued. */
  public static final double BACKLOG_FRACTION = 0.01;

  /**
   * A chat is behind if more deliveries are outstanding than those of so many publishes, and more
   * than one for each member. Poisson arrivals come in bunches: at 60 % of what it can do, a server
   * has more than five publishes to deliver once in a thousand moments, at 80 % once in twenty.
   */
  public static final int BUNCHED_PUBLISHES = 5;

  /**
   * A pacing thread did not come round for this long, in milliseconds: of a window of ten seconds a
   * hundredth, so that one stall alone moves the 99th percentile.
   */
  public static final double STALL_MILLIS = 100;

  /**
   * A thread that only sleeps overslept by this, in milliseconds. The machine stood still for as
   * long as a driver may.
   */
  public static final double HICCUP_MILLIS = 100;

  /**
   * A unit of computation took that much more or less time than in the median of the run. Judged by
   * {@link SpeedDrift} when the run is known.
   */
  public static final double DRIFT_FRACTION = 0.15;

  /**
   * The kernel path took that much more or less time than in the median of the run; the choice is
   * in decision 18. Judged by {@link SpeedDrift} when the run is known.
   */
  public static final double KERNEL_PATH_DRIFT_FRACTION = 0.15;

  /**
   * The server's JIT took that fraction of a CPU: the warm-up was not over, and CPU per request is
   * the compiler's by as much.
   */
  public static final double COMPILING_FRACTION = 0.10;

  /**
   * The same for a server that is mostly idle: its JIT took that fraction of what the server used,
   */
  public static final double COMPILING_SHARE = 0.20;

  /** and at least that fraction of a CPU; less is nothing, even where the server does nothing. */
  public static final double COMPILING_LEAST = 0.02;

  /**
   * Processes that are none of the run's took that fraction of the server's or the driver's CPUs.
   * The server's requests would have queued behind work that is not its own, with caches that are
   * not theirs. Told by the clock tick, a hundred a second, hence not less.
   */
  public static final double FOREIGN_FRACTION = 0.10;

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
    addContents(evidence, reasons);
    addDriver(evidence, reasons);
    addMachine(evidence, reasons);
    return reasons;
  }

  private static void addContents(Evidence evidence, List<String> reasons) {
    if (evidence.wrongReplies() > 0) {
      reasons.add(
          evidence.wrongReplies() == 1
              ? "1 wrong reply"
              : String.format(Locale.ROOT, "%,d wrong replies", evidence.wrongReplies()));
    }
    Deliveries rooms = evidence.deliveries();
    if (rooms != null && rooms.expected() != rooms.delivered() + rooms.dropped()) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "wrong deliveries: %,d were due, %,d arrived and %,d were declared dropped",
              rooms.expected(),
              rooms.delivered(),
              rooms.dropped()));
    }
    Double little = evidence.littleRatio();
    if (little != null && Math.abs(little - 1) > LITTLE_DEVIATION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Little's law is broken: the time in flight is %.3f times the service times that were recorded",
              little));
    }
  }

  private static void addDriver(Evidence evidence, List<String> reasons) {
    LatencySummary lateness = evidence.latency().lateness();
    if (evidence.openLoop() && lateness != null) {
      addLateness(lateness, reasons);
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
    Double stall = evidence.driver().longestStallMillis();
    if (stall != null && stall > STALL_MILLIS) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the driver stalled for %.0f ms, at most %.0f ms are allowed",
              stall,
              STALL_MILLIS));
    }
  }

  /**
   * By the 99th percentile; of events too few for one, by the highest percentile that they have and
   * by the latest.
   */
  private static void addLateness(LatencySummary lateness, List<String> reasons) {
    Percentile highest =
        Stream.of(Percentile.P99, Percentile.P90, Percentile.P50)
            .filter(percentile -> lateness.micros(percentile) != null)
            .findFirst()
            .orElse(Percentile.MAX);
    if (highest != Percentile.MAX) {
      addLateness(lateness, highest, LATENESS_P99_MICROS, reasons);
    }
    if (highest != Percentile.P99) {
      addLateness(lateness, Percentile.MAX, LATENESS_MAX_MICROS, reasons);
    }
  }

  private static void addLateness(
      LatencySummary lateness, Percentile percentile, double limit, List<String> reasons) {
    Double late = lateness.micros(percentile);
    if (late != null && late > limit) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the driver was late: %s of its lateness %.0f us, at most %.0f us are allowed",
              percentile,
              late,
              limit));
    }
  }

  private static void addMachine(Evidence evidence, List<String> reasons) {
    Double stolen = evidence.machine().stolenFraction();
    if (stolen != null && stolen > STOLEN_FRACTION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%.1f %% of the CPUs' time was stolen by the hypervisor, at most %.0f %% are allowed",
              stolen * 100,
              STOLEN_FRACTION * 100));
    }
    Double foreign = evidence.machine().foreignFraction();
    if (foreign != null && foreign > FOREIGN_FRACTION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "other processes took %.0f %% of the CPUs' time, at most %.0f %% are allowed",
              foreign * 100,
              FOREIGN_FRACTION * 100));
    }
    Double throttled = evidence.machine().throttledMillis();
    if (throttled != null && throttled > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the CPU quota of the control group kept threads from running for %,.1f ms, none is allowed",
              throttled));
    }
    Double hiccup = evidence.machine().longestHiccupMillis();
    if (hiccup != null && hiccup > HICCUP_MILLIS) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the machine stood still for %.0f ms, at most %.0f ms are allowed",
              hiccup,
              HICCUP_MILLIS));
    }
    addCompilers(evidence.compiling(), reasons);
  }

  private static void addCompilers(@Nullable Compiling compiling, List<String> reasons) {
    if (compiling == null) {
      return;
    }
    if (compiling.compilers() > COMPILING_FRACTION) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the server's JIT was busy for %.0f %% of the window, at most %.0f %% are allowed",
              compiling.compilers() * 100,
              COMPILING_FRACTION * 100));
    } else if (compiling.compilers() > COMPILING_LEAST && compiling.share() > COMPILING_SHARE) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "the server's JIT took %.0f %% of the server's CPU, at most %.0f %% are allowed",
              compiling.share() * 100,
              COMPILING_SHARE * 100));
    }
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
    if (evidence.openLoop()) {
      addBacklog(evidence, reasons);
    }
    Map<String, Long> byKind = new TreeMap<>(evidence.errors());
    byKind.forEach((kind, count) -> {
      if (count > 0) {
        reasons.add(failed(kind, count));
      }
    });
    return reasons;
  }

  private static void addBacklog(Evidence evidence, List<String> reasons) {
    Deliveries rooms = evidence.deliveries();
    long due = rooms == null ? evidence.throughput().issued() : rooms.expected();
    long allowed = Math.max(evidence.connections(), Math.round(due * BACKLOG_FRACTION));
    if (rooms != null && rooms.published() > 0) {
      allowed =
          Math.max(allowed, BUNCHED_PUBLISHES * Math.ceilDiv(rooms.expected(), rooms.published()));
    }
    if (evidence.backlogAtEnd() > allowed) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d %s at the end, at most %,d are allowed",
              evidence.backlogAtEnd(),
              due,
              rooms == null
                  ? "requests were due and not sent"
                  : "deliveries were due and had not arrived",
              allowed));
    }
  }

  private static String failed(String kind, long count) {
    boolean connections = kind.startsWith(CONNECTION);
    return String.format(
        Locale.ROOT,
        "%,d %s%s failed: %s",
        count,
        connections ? "connection" : "request",
        count == 1 ? "" : "s",
        connections ? kind.substring(CONNECTION.length()) : kind);
  }
}
