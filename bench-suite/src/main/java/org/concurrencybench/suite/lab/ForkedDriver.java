package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.concurrencybench.suite.drive.DriveReport;
import org.concurrencybench.suite.run.DriverFlags;
import tools.jackson.databind.json.JsonMapper;

/**
 * The driver of this harness as {@code bench drive}, in a JVM with the flags that it has in a run.
 * Only the CPU of the measured window counts: start and compilation of a JVM are no part of a
 * request.
 */
final class ForkedDriver {

  /** Enough for the compilers to have done what matters, on a CPU that they share with the load. */
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private ForkedDriver() {}

  /** One worker, a closed loop on {@code GET /hello}. */
  static DriverCost drive(
      Conditions conditions, InetSocketAddress target, int connections, Duration duration)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(DriverFlags.FLAGS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.concurrencybench.suite.Bench",
            "drive",
            "--json",
            "--workload=hello",
            String.format(Locale.ROOT, "--target=%s:%d", target.getHostString(), target.getPort()),
            "--connections=" + connections,
            "--warmup=" + WARM_UP.toSeconds() + "s",
            "--duration=" + duration.toSeconds() + "s"));
    return cost(ChildProcess.run(conditions, command));
  }

  private static DriverCost cost(String json) {
    var report = JsonMapper.shared().readValue(json, DriveReport.class);
    return new DriverCost(
        Objects.requireNonNull(report.driver().cpuMicrosPerRequest(), "no request was answered"),
        report.throughput().requestsPerSecond());
  }
}
