package org.concurrencybench.report.claim;

import java.util.List;
import java.util.Map;
import org.concurrencybench.report.SampleRun;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;

/** A window in which all figures are alike and all went well, until a test changes it. */
final class PlayedWindow {

  WindowStatus status = WindowStatus.VALID;
  double requestsPerSecond = 5_000;
  double responseP99Micros = 1_000;
  double latenessP99Micros = 100;
  double utilisation = 0.5;
  double cpuMicros = 100;
  double switches = 2;
  long bytesPerConnection = 10_000;

  Window window(int attempt) {
    return new Window(
        1,
        attempt,
        status,
        status == WindowStatus.VALID ? List.of() : List.of("played"),
        SampleRun.START,
        10,
        new Throughput(requestsPerSecond, 5_000.0, 50_000, 50_000),
        Latency.of(times(responseP99Micros), null, times(latenessP99Micros), null),
        new Deliveries(10, 100, 100, 0, 10, cpuMicros),
        new ServerCost(cpuMicros, utilisation, switches / 2, switches / 2, 0.0, 0.0, 100, 0L, null),
        new DriverCost(20.0, 0.2, 1.0),
        MachineNoise.NOT_MEASURED,
        Memory.slope(
            new MemoryParts(0, 0, 0, 0, 0, 0L),
            new MemoryParts(1, bytesPerConnection, 0, 0, 0, 0L)),
        Map.of(),
        Map.of("timeToAnswerAllMillis", 12.5),
        null);
  }

  private static LatencySummary times(double p99) {
    return new LatencySummary(50_000, p99 / 2, p99 / 2, p99, null, null, p99);
  }
}
