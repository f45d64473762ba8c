package org.concurrencybench.suite.lab;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concurrencybench.system.os.ResourceUsage;

/**
 * The load generator {@code wrk}, which is written in C, knows one kind of load and parses as
 * little as it can: what a driver can hardly be cheaper than.
 *
 * @see <a href="https://github.com/wg/wrk">github.com/wg/wrk</a>
 */
final class Wrk {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ([\\d.]+)(ms|s|m)");
  private static final Pattern FAILED =
      Pattern.compile("Socket errors: .*|Non-2xx or 3xx responses: \\d+");

  private final Path program;

  private Wrk(Path program) {
    this.program = program;
  }

  /**
   * The one that is installed.
   *
   * @throws IOException if there is none, saying how to get it
   */
  static Wrk find() throws IOException {
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "wrk"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Wrk::new)
        .orElseThrow(() ->
            new IOException(
                "wrk is not in PATH, and it is what the driver is held against: install it (Debian, Ubuntu: apt install wrk; Fedora: dnf install wrk; macOS: brew install wrk)"));
  }

  /** One thread, a closed loop on {@code GET /hello}. The CPU is that of the whole process. */
  DriverCost drive(
      Conditions conditions, InetSocketAddress target, int connections, Duration duration)
      throws IOException, InterruptedException {
    ResourceUsage before = ResourceUsage.ofEndedChildren();
    String words =
        ChildProcess.run(
            conditions,
            List.of(
                program.toString(),
                "-t1",
                "-c" + connections,
                "-d" + duration.toSeconds() + "s",
                String.format(
                    Locale.ROOT, "http://%s:%d/hello", target.getHostString(), target.getPort())));
    long cpuNanos = ResourceUsage.ofEndedChildren().cpuNanos() - before.cpuNanos();
    return cost(words, cpuNanos);
  }

  static DriverCost cost(String words, long cpuNanos) throws IOException {
    Matcher failed = FAILED.matcher(words);
    if (failed.find()) {
      throw new IOException("wrk was not answered as it should: " + failed.group());
    }
    Matcher requests = REQUESTS.matcher(words);
    if (!requests.find() || Long.parseLong(requests.group(1)) == 0) {
      throw new IOException("wrk says nothing of its requests:\n" + words);
    }
    long count = Long.parseLong(requests.group(1));
    double seconds =
        Double.parseDouble(requests.group(2))
            * switch (requests.group(3)) {
              case "ms" -> 0.001;
              case "s" -> 1;
              default -> 60;
            };
    return new DriverCost(cpuNanos / 1e3 / count, count / seconds);
  }
}
