package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.suite.window.Compilers;
import org.concurrencybench.suite.window.OpenLoad;
import org.concurrencybench.suite.window.SeenWindow;
import org.concurrencybench.system.os.ProcessStat;
import org.jspecify.annotations.Nullable;

/**
 * One load held for a time, after a warm-up with the same requests.
 *
 * @param driven the connections and what is asked through them
 * @param warmUp how long requests are answered before any are measured; zero for none
 * @param duration how long it is measured
 * @param serverPid the server's process on this machine, to be looked at too; null if it is not to
 *     be, or is elsewhere
 */
public record Drive(Driven driven, Duration warmUp, Duration duration, @Nullable Long serverPid) {

  private static final Duration STEP = Duration.ofMillis(250);

  /**
   * Compilers that have rested for so long have compiled what matters. The event loop's own loop is
   * replaced while it runs, after some 60,000 turns: two seconds of a high rate.
   */
  private static final Duration QUIET = Duration.ofSeconds(2);

  /** The end of it, whether they rest or not, in terms of the warm-up that was asked for. */
  private static final int SETTLING_PER_WARM_UP = 3;

  /** Refuses durations that no phase may have. */
  public Drive {
    var _ = new Phase("measured", driven.loop(), duration);
    if (!warmUp.isZero()) {
      var _ = new Phase("warm-up", driven.loop(), warmUp);
    }
  }

  /**
   * Drives the target.
   *
   * @param cut ends it early: the outcome is what was measured until then
   * @throws IOException if the target cannot be reached, saying why
   */
  public Outcome run(Cut cut) throws IOException, InterruptedException, Cut.NothingMeasured {
    try (OpenLoad open = driven.connect()) {
      cut.by(open::cut);
      warmUp(open, cut);
      if (cut.wished()) {
        throw new Cut.NothingMeasured();
      }
      return measure(open);
    }
  }

  /**
   * The warm-up alone, and after it the load as it is measured, until the compilers of this process
   * rest. What a closed loop has compiled is for batches, and some of it on the assumption that
   * there is no other loop: at 40,000 requests/s the driver was 3 ms late at the 99th percentile
   * while that was done again.
   */
  void warmUp(OpenLoad open, Cut cut) throws IOException, InterruptedException {
    if (warmUp.isZero()) {
      return;
    }
    open.run(new Phase("warm-up", driven.warmUpLoop(), warmUp), WindowObserver.SILENT);
    var compilers = new Compilers();
    long start = System.nanoTime();
    while (!cut.wished()) {
      open.run(new Phase("settle", driven.loop(), STEP), WindowObserver.SILENT);
      compilers.observeDriver();
      if (compilers.quietFor(QUIET)
          || System.nanoTime() - start >= warmUp.toNanos() * SETTLING_PER_WARM_UP) {
        return;
      }
    }
  }

  /** The measured window alone, through connections that are open. */
  Outcome measure(OpenLoad open) throws IOException, InterruptedException {
    // The window begins with an empty nursery: a collection would make requests late.
    System.gc();
    Optional<ProcessStat> serverBefore = server();
    long compilingBefore = compilingMillis();
    var ends = new IntervalEnds(serverPid);
    SeenWindow seen = open.run(driven.measured(duration), ends);
    return new Outcome(
        this,
        open.connecting(),
        seen,
        ends.driver(seen.window()),
        compilingMillis() - compilingBefore,
        ends.serverCpus(),
        serverBefore,
        server());
  }

  private Optional<ProcessStat> server() {
    return serverPid == null ? Optional.empty() : ProcessStat.ofTree(serverPid);
  }

  private static long compilingMillis() {
    @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    return compiler == null ? 0 : compiler.getTotalCompilationTime();
  }

  /**
   * What came back.
   *
   * @param drive what was asked
   * @param connecting how opening the connections went
   * @param seen the measured window
   * @param driver what this process spent in the measured interval
   * @param driverCompilingMillis time that this JVM compiled meanwhile
   * @param serverCpus how many CPUs the server kept busy in the measured interval; empty if it was
   *     not looked at
   * @param serverBefore the server's process before the window, if it was to be looked at
   * @param serverAfter the same after; empty if it ended
   */
  public record Outcome(
      Drive drive,
      Connecting connecting,
      SeenWindow seen,
      DriverCost driver,
      long driverCompilingMillis,
      OptionalDouble serverCpus,
      Optional<ProcessStat> serverBefore,
      Optional<ProcessStat> serverAfter) {

    /** The measured window. */
    public WindowResult result() {
      return seen.window();
    }
  }
}
