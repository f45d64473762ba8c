package org.concurrencybench.suite.check;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.judge.MachineJudge;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.PacingProbe;
import org.concurrencybench.system.machine.ClockCost;
import org.concurrencybench.system.machine.RoundTrips;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuQuota;
import org.concurrencybench.system.os.MachineFacts;
import org.concurrencybench.system.os.MachineLimits;
import org.concurrencybench.system.os.SystemCall;
import org.jspecify.annotations.Nullable;

/**
 * Measures the machine on the CPUs of a layout, one thing after the other. To be called while
 * nothing of ours runs and before this process is pinned.
 */
public final class MachineProbe {

  /** Long enough to see a hundredth of stolen time. */
  public static final Duration IDLE = Duration.ofSeconds(3);

  /** To see that it works. */
  public static final Duration SHORTEST = Duration.ofMillis(500);

  /**
   * For a 99th percentile of the rarest: a thousand waits of 200 microseconds, and some to spare.
   */
  private static final Duration ENOUGH = Duration.ofMillis(400);

  private static final double SWITCHES_PER_ROUND_TRIP = 2;

  private final CpuLayout layout;
  private final Duration idle;

  /**
   * Will look at the CPUs of this layout.
   *
   * @param idle how long to watch the machine while nothing is done; the other measurements take a
   *     third of that each, and never so little that they have no percentiles
   */
  public MachineProbe(CpuLayout layout, Duration idle) {
    this.layout = layout;
    this.idle = idle;
  }

  /** Measures and judges. */
  public MachineCheck check() throws IOException, InterruptedException {
    MachineFacts facts = MachineFacts.now();
    MachineLimits limits = MachineLimits.now();
    IdleMachine still = IdleMachine.watch(layout.all(), idle);
    UnitTrials units = UnitTrials.run(layout.all());
    ClockCost clock = ClockCost.now();
    Duration third = idle.dividedBy(3);
    Duration each = third.compareTo(ENOUGH) < 0 ? ENOUGH : third;
    int server = layout.server().numbers().max().orElseThrow();
    int driver = layout.driver().numbers().min().orElseThrow();
    OptionalDouble quota = CpuQuota.cpus();
    OptionalDouble systemCall = SystemCall.nanos();
    return MachineJudge.judge(
        new MachineCheck(
            facts.cpus(),
            layout.server().size(),
            layout.toString(),
            layout.sharesACore(),
            facts.virtualisation(),
            facts.cpuGovernor(),
            facts.clockSource(),
            facts.transparentHugePages(),
            facts.memoryAvailableBytes(),
            limits.openFiles(),
            limits.mostConnections(0, 1),
            limits.mostConnections(1, 1),
            number(facts.sysctls().get("net.core.somaxconn")),
            idle.toNanos() / 1e9,
            still.stolenFraction(),
            still.foreignFraction(),
            LatencySummary.ofNanos(still.hiccups()),
            units.microsByCpu(),
            units.spreadFraction(),
            clock.costNanos(),
            (double) clock.resolutionNanos(),
            LatencySummary.ofNanos(pacing(each)),
            LatencySummary.ofNanos(RoundTrips.overLoopback(driver, server, each)),
            switchMicros(RoundTrips.onOneCpu(server, each)),
            List.of(),
            limits.memoryMaxBytes(),
            quota.isPresent() ? quota.getAsDouble() : null,
            EventLoops.best().toString(),
            Runtime.version().toString(),
            systemCall.isPresent() ? systemCall.getAsDouble() : null));
  }

  /** On the driver's CPUs, as the driver. */
  private Histogram pacing(Duration time) throws InterruptedException {
    if (!layout.pinned()) {
      return PacingProbe.lateness(time);
    }
    try {
      return Affinity.callPinned(layout.driver(), () -> PacingProbe.lateness(time));
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("PacingProbe throws nothing else", e);
    }
  }

  private static @Nullable Double switchMicros(Histogram roundTrips) {
    return roundTrips.getTotalCount() == 0
        ? null
        : roundTrips.getValueAtPercentile(50) / 1e3 / SWITCHES_PER_ROUND_TRIP;
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
  }
}
