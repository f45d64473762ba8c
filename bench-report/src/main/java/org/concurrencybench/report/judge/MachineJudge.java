package org.concurrencybench.report.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.MachineCheck.Limitation;
import org.concurrencybench.report.run.Percentile;
import org.jspecify.annotations.Nullable;

/**
 * What cannot be concluded on a machine, from what was measured of it. Nothing here forbids a run:
 * every window is judged for itself, and a bad machine mostly means that many will be invalid.
 */
public final class MachineJudge {

  /** A claim about scaling over the CPUs of a server, or about a lock between them, needs two. */
  public static final int SERVER_CPUS = 2;

  /** The kernel accepts at most so many connections at once if net.core.somaxconn is lower. */
  public static final long LISTEN_BACKLOG = 4_096;

  /** Connections of the largest level at which the suites compare all models. */
  public static final int CONNECTIONS = 10_000;

  /** A server's heap of 512 MiB, a driver's, the threads' stacks, and the page cache. */
  public static final long MEMORY_BYTES = 2L << 30;

  /**
   * Heaps that are touched before anything is measured, and what a JVM needs beside: without that a
   * process is killed. Server 512 MiB, driver 256, launcher and backend.
   */
  public static final long TOUCHED_BYTES = 1L << 30;

  /**
   * A processor without guards against speculation enters and leaves the kernel in 50 to 100 ns,
   * one with them in some 200.
   */
  public static final double SYSTEM_CALL_NANOS = 500;

  /** Idle: half of what makes a window invalid, so windows beyond it are likely. */
  public static final double STOLEN_FRACTION = WindowJudge.STOLEN_FRACTION / 2;

  /** Idle: half of what makes a window invalid. */
  public static final double FOREIGN_FRACTION = WindowJudge.FOREIGN_FRACTION / 2;

  /** Idle: a tenth of what makes a window invalid, for three seconds stand for half an hour. */
  public static final double HICCUP_MILLIS = WindowJudge.HICCUP_MILLIS / 10;

  /** Drift in a fraction of a second as large as a window may have from the run's median. */
  public static final double UNIT_SPREAD_FRACTION = WindowJudge.DRIFT_FRACTION;

  /**
   * The driver reads the clock some four times a request: with this, a quarter of a microsecond.
   */
  public static final double CLOCK_COST_NANOS = 60;

  /** Coarser than this, a percentile of microseconds has no third digit. */
  public static final double CLOCK_RESOLUTION_NANOS = 1_000;

  /**
   * A percentile of response time must be four times the driver's lateness: with this, tails below
   * 400 microseconds say more about the driver.
   */
  public static final double PACING_P99_MICROS = 100;

  private final MachineCheck check;
  private final List<Limitation> found = new ArrayList<>();

  private MachineJudge(MachineCheck check) {
    this.check = check;
  }

  /** The check with what cannot be concluded. */
  public static MachineCheck judge(MachineCheck check) {
    var judge = new MachineJudge(check);
    judge.places();
    judge.limits();
    judge.noise();
    judge.clocks();
    judge.java();
    return check.with(judge.found);
  }

  /**
   * Why nothing can be measured at all: the heaps that are touched in advance do not fit into the
   * control group, whose processes would be killed one by one. A sentence; empty if they fit.
   */
  public static Optional<String> obstacle(MachineCheck check) {
    Long group = check.memoryMaxBytes();
    return group == null || group >= TOUCHED_BYTES
        ? Optional.empty()
        : Optional.of(
            words(
                "The control group may use %,d MiB of memory; the heaps of server, driver and launcher alone need %,d MiB, so a process would be killed (exit code 137). Raise the group's limit (memory.max, or memory.limit_in_bytes).",
                group >> 20, TOUCHED_BYTES >> 20));
  }

  private void places() {
    if (check.cpus() == 1) {
      add(
          "cpus",
          1.0,
          2.0,
          "One CPU, two are needed: server and driver take each other's time, and no figure is the server's alone.");
    }
    if (check.serverCpus() < SERVER_CPUS) {
      add(
          "serverCpus",
          (double) check.serverCpus(),
          (double) SERVER_CPUS,
          words(
              "The server has %d CPU, %d are needed: nothing can be said about scaling over CPUs (the suite global-lock gives its server a CPU of the driver as well).",
              check.serverCpus(), SERVER_CPUS));
    }
    if (check.sharedCore()) {
      add(
          "sharedCore",
          null,
          null,
          "The server shares a core with the driver (hyperthreads): what one does slows the other, so peaks and CPU per request are not the server's alone.");
    }
    if (check.cpuGovernor() == null) {
      add(
          "cpuGovernor",
          null,
          null,
          "How the clock rate is set cannot be read here: whether it changed in a run is known from the units of computation around each window only.");
    } else if (!check.cpuGovernor().equals("performance")) {
      add(
          "cpuGovernor",
          null,
          null,
          words(
              "The CPU governor is '%s', not 'performance': at low load the clock rate falls, so CPU per request at a fixed rate and at the peak cannot be compared.",
              check.cpuGovernor()));
    }
    String virtual = check.virtualisation();
    if (virtual != null && !virtual.equals("none")) {
      add(
          "virtualisation",
          null,
          null,
          words(
              "A virtual machine (%s): who shares the hardware is not known, and requests/s and CPU per request of different hours cannot be compared, and each window is bracketed by units of computation and of the kernel path.",
              virtual));
    }
  }

  private void limits() {
    if (check.threadedConnections() < CONNECTIONS) {
      add(
          "threadedConnections",
          (double) check.threadedConnections(),
          (double) CONNECTIONS,
          words(
              "At most %,d connections with a thread each fit the limits, %,d are asked: nothing can be said about larger crowds.",
              check.threadedConnections(), CONNECTIONS));
    }
    Long backlog = check.listenBacklog();
    if (backlog != null && backlog < LISTEN_BACKLOG) {
      add(
          "listenBacklog",
          (double) backlog,
          (double) LISTEN_BACKLOG,
          words(
              "net.core.somaxconn is %,d, servers ask for %,d: connections that come at once may wait a second, and connect times say so.",
              backlog, LISTEN_BACKLOG));
    }
    Long memory = check.memoryAvailableBytes();
    if (memory != null && memory < MEMORY_BYTES) {
      add(
          "memoryAvailableBytes",
          (double) memory,
          (double) MEMORY_BYTES,
          words(
              "%,d MiB of memory are available, %,d are needed: paging would be measured.",
              memory >> 20, MEMORY_BYTES >> 20));
    }
    Long group = check.memoryMaxBytes();
    if (group != null && group < MEMORY_BYTES) {
      add(
          "memoryMaxBytes",
          (double) group,
          (double) MEMORY_BYTES,
          words(
              "The control group may use %,d MiB of memory, %,d are needed for server, driver, backend and launcher: a process may be killed (exit code 137).",
              group >> 20, MEMORY_BYTES >> 20));
    }
    Double quota = check.cpuQuota();
    if (quota != null && quota < check.cpus()) {
      add(
          "cpuQuota",
          quota,
          (double) check.cpus(),
          words(
              "The control group has a quota of %.2f CPUs, and the run uses %d: the kernel stops server and driver for the rest of each period when it is used up, and a window in which it did is invalid. Hold the group to CPUs (cpuset) instead.",
              quota, check.cpus()));
    }
    if ("always".equals(check.transparentHugePages())) {
      add(
          "transparentHugePages",
          null,
          null,
          "Transparent huge pages are 'always': thread stacks and the heap may be backed by 2 MiB at once, so bytes per connection cannot be compared with a machine on 'madvise'.");
    }
  }

  private void noise() {
    above(
        "stolenFraction",
        check.stolenFraction(),
        STOLEN_FRACTION,
        100,
        "%.1f %% of the idle CPUs' time was stolen by the hypervisor, more than %.1f %%: expect invalid windows; do not trust tail percentiles.");
    above(
        "foreignFraction",
        check.foreignFraction(),
        FOREIGN_FRACTION,
        100,
        "Other processes took %.1f %% of a CPU while the run did nothing, more than %.1f %%: stop them, or expect invalid windows.");
    Double hiccup = millis(check.hiccups());
    above(
        "hiccups",
        hiccup,
        HICCUP_MILLIS,
        1,
        "A thread that only sleeps overslept by %.1f ms on an idle CPU, more than %.0f ms: percentiles beyond 99 are the machine's.");
    above(
        "unitSpreadFraction",
        check.unitSpreadFraction(),
        UNIT_SPREAD_FRACTION,
        100,
        "The speed of a CPU changed by %.0f %% within a second, more than %.0f %%: expect windows that drifted, and no difference smaller than that from few rounds.");
  }

  /** What lies between a server and the kernel. */
  private void java() {
    above(
        "systemCallNanos",
        check.systemCallNanos(),
        SYSTEM_CALL_NANOS,
        1,
        "A system call that does nothing takes %.0f ns, more than %.0f ns: models that make more system calls for a request look more expensive here than on a machine where it is cheap.");
    if ("nio".equals(check.driverTransport())) {
      add(
          "driverTransport",
          null,
          null,
          "The driver waits by NIO, because epoll is not available (its library cannot be loaded, for instance from a /tmp that is mounted noexec): it wakes up to a millisecond late or spins, so its figures cannot be compared with those of a driver on epoll.");
    }
    String jdk = check.jdk();
    String defects = jdk == null ? "" : defects(jdk);
    if (jdk != null && !defects.isEmpty()) {
      add(
          "jdk",
          null,
          null,
          words(
              "Java %s can lose a virtual thread that waits (%s): a request of the model virtual that never ends may be the JDK's fault.",
              jdk, defects));
    }
  }

  /** Known defects of virtual threads in that version; empty if there are none. */
  private static String defects(String jdk) {
    Matcher version = Pattern.compile("25(?:\\.0\\.(\\d{1,4}))?(?:[.+-].*)?").matcher(jdk);
    if (!version.matches()) {
      return "";
    }
    int update = version.group(1) == null ? 0 : Integer.parseInt(version.group(1));
    if (update < 3) {
      return "JDK-8369227, mended in 25.0.3, and JDK-8373120, mended in 25.0.4";
    }
    return update < 4 ? "JDK-8373120, mended in 25.0.4" : "";
  }

  private void clocks() {
    above(
        "clockCostNanos",
        check.clockCostNanos(),
        CLOCK_COST_NANOS,
        1,
        "Reading the clock takes %.0f ns, more than %.0f ns: it is a visible part of the driver's cost, so its ceiling is lower than it need be.");
    above(
        "clockResolutionNanos",
        check.clockResolutionNanos(),
        CLOCK_RESOLUTION_NANOS,
        1,
        "The clock moves in steps of %.0f ns, more than %.0f ns: microseconds cannot be told apart.");
    Double late = check.pacing().micros(Percentile.P99);
    if (late != null && late > PACING_P99_MICROS) {
      add(
          "pacing",
          late,
          PACING_P99_MICROS,
          String.format(
              Locale.ROOT,
              "An idle driver is woken %.0f us late (p99), more than %.0f us: response times whose p99 is below %.0f us will be driver-limited.",
              late,
              PACING_P99_MICROS,
              late * 4));
    }
  }

  /** Not formatted(), which writes numbers as the reader's country does. */
  @SuppressWarnings("AnnotateFormatMethod") // All of them are literals above.
  private static String words(String sentence, Object... figures) {
    return String.format(Locale.ROOT, sentence, figures);
  }

  private static @Nullable Double millis(LatencySummary summary) {
    Double micros = summary.micros(Percentile.MAX);
    return micros == null ? null : micros / 1e3;
  }

  private void above(
      String figure, @Nullable Double value, double threshold, double scale, String sentence) {
    if (value != null && value > threshold) {
      add(figure, value, threshold, words(sentence, value * scale, threshold * scale));
    }
  }

  private void add(
      String figure, @Nullable Double value, @Nullable Double threshold, String sentence) {
    found.add(new Limitation(figure, value, threshold, sentence));
  }
}
