package org.concurrencybench.suite.drive;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.concurrencybench.driver.Connecting;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.WindowResult;
import org.concurrencybench.driver.os.ProcessStat;
import org.concurrencybench.driver.os.ResourceUsage;
import org.jspecify.annotations.Nullable;

/**
 * One load held for a time, after a warm-up with the same requests.
 *
 * @param load the connections and what is asked through them
 * @param loop what makes the driver send
 * @param warmUp how long requests are answered before any are measured; zero for none
 * @param duration how long it is measured
 * @param serverPid the server's process on this machine, to be looked at too; null if it is not to
 *     be, or is elsewhere
 */
public record Drive(
    Load load, Loop loop, Duration warmUp, Duration duration, @Nullable Long serverPid) {

  /** How long the measured load runs before it is measured, of a warm-up that is long enough. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  /** Refuses durations that no phase may have. */
  public Drive {
    var _ = new Phase("measured", loop, duration);
    if (!warmUp.isZero()) {
      var _ = new Phase("warm-up", loop, warmUp);
    }
  }

  /**
   * Drives the target.
   *
   * @throws IOException if the target cannot be reached, saying why
   */
  public Outcome run() throws IOException, InterruptedException {
    try (var driver = LoadDriver.connect(load)) {
      warmUp(driver);
      Optional<ProcessStat> serverBefore = server();
      long compilingBefore = compilingMillis();
      ResourceUsage before = ResourceUsage.now();
      WindowResult result = driver.run(new Phase("measured", loop, duration));
      return new Outcome(
          this,
          driver.connecting(),
          result,
          ResourceUsage.now().cpuNanos() - before.cpuNanos(),
          compilingMillis() - compilingBefore,
          serverBefore,
          server());
    }
  }

  /**
   * A closed loop first, as in the suites: at a low rate neither driver nor server would see enough
   * requests to be compiled.
   */
  private void warmUp(LoadDriver driver) throws IOException, InterruptedException {
    Duration half = warmUp.dividedBy(2);
    Duration settling = half.compareTo(SETTLING) < 0 ? half : SETTLING;
    if (settling.isPositive()) {
      driver.run(new Phase("warm-up", new Loop.Closed(), warmUp.minus(settling)));
      driver.run(new Phase("settle", loop, settling));
    }
  }

  private Optional<ProcessStat> server() {
    return serverPid == null ? Optional.empty() : ProcessStat.of(serverPid);
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
   * @param result the measured window
   * @param driverCpuNanos processor time of this process during the window and its drain
   * @param driverCompilingMillis time that this JVM compiled meanwhile
   * @param serverBefore the server's process before the window, if it was to be looked at
   * @param serverAfter the same after; empty if it ended
   */
  public record Outcome(
      Drive drive,
      Connecting connecting,
      WindowResult result,
      long driverCpuNanos,
      long driverCompilingMillis,
      Optional<ProcessStat> serverBefore,
      Optional<ProcessStat> serverAfter) {}
}
