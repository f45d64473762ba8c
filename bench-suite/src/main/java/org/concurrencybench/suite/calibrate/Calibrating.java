package org.concurrencybench.suite.calibrate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;
import org.concurrencybench.suite.window.Settling;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.MachineLimits;
import org.jspecify.annotations.Nullable;

/**
 * Loads null responders, each a process of its own on the server's CPUs with the server's flags: an
 * open loop at the claim's rate for the floor, closed loops for the ceiling, and an open loop at
 * half of it: how late the driver is at the highest rate that it may be used for. This process is
 * the driver, and must run as one.
 */
public final class Calibrating {

  /** The rate of the claim about short requests. */
  private static final double FLOOR_RATE = 5_000;

  private static final int SOME_CONNECTIONS = 100;
  private static final int MANY_CONNECTIONS = 1_000;
  private static final int WARM_UP_CONNECTIONS = 50;

  private final CpuLayout layout;
  private final Pace pace;
  private final long seed;

  /** Calibrates on these CPUs. */
  public Calibrating(CpuLayout layout, Pace pace, long seed) {
    this.layout = layout;
    this.pace = pace;
    this.seed = seed;
  }

  /**
   * Measures.
   *
   * @param protocols tcp, http or ws; those without a null responder are left out
   * @throws IOException if a responder does not start or answer, saying why
   */
  public Calibration measure(List<String> protocols) throws IOException, InterruptedException {
    List<Calibration.Floor> floors = new ArrayList<>();
    List<Calibration.Ceiling> ceilings = new ArrayList<>();
    for (NullResponder responder : NullResponder.of(protocols)) {
      try (ServerUnderLoad server = start(responder)) {
        server.warmUp(
            load(responder, server, new Loop.Closed(), WARM_UP_CONNECTIONS),
            pace.warmUpRequests(),
            pace.warmUpLimit());
        if (fits(SOME_CONNECTIONS)) {
          floors.add(floor(responder, server, FLOOR_RATE, Settling.exactly(pace.settle())));
          Calibration.Ceiling ceiling = ceiling(responder, server, SOME_CONNECTIONS);
          ceilings.add(ceiling);
          double half = Math.max(1, Math.rint(ceiling.requestsPerSecond() / 2));
          floors.add(floor(responder, server, half, pace.settleAtHalf()));
        }
        if (fits(MANY_CONNECTIONS)) {
          ceilings.add(ceiling(responder, server, MANY_CONNECTIONS));
        }
      }
    }
    return new Calibration(floors, ceilings);
  }

  private ServerUnderLoad start(NullResponder responder) throws IOException, InterruptedException {
    var command =
        ServerCommand.bench(JvmFlags.of(layout), "bare", "--kind", responder.kind, "--controlled");
    return new ServerUnderLoad(
        ServerProcess.start(layout.pinned() ? command.on(layout.server()) : command), layout);
  }

  private static boolean fits(int connections) {
    return MachineLimits.now().obstacle(connections, 0, 1).isEmpty();
  }

  private Load load(NullResponder responder, ServerUnderLoad server, Loop loop, int connections) {
    return Load.of(server.address(), responder.client, responder.workload, connections)
        .forLoop(loop, server.driverCpus())
        .withSeed(seed);
  }

  private Calibration.Floor floor(
      NullResponder responder, ServerUnderLoad server, double rate, Settling settling)
      throws IOException, InterruptedException {
    Window window = measured(responder, server, new Loop.Open(rate), SOME_CONNECTIONS, settling);
    return new Calibration.Floor(
        responder.protocol(),
        SOME_CONNECTIONS,
        rate,
        told("response", window.latency().response()),
        told("lateness", window.latency().lateness()));
  }

  private static LatencySummary told(String what, @Nullable LatencySummary summary)
      throws IOException {
    if (summary == null) {
      throw new IOException("the null responder answered nothing: there is no " + what);
    }
    return summary;
  }

  private Calibration.Ceiling ceiling(
      NullResponder responder, ServerUnderLoad server, int connections)
      throws IOException, InterruptedException {
    Window window =
        measured(
            responder, server, new Loop.Closed(), connections, Settling.exactly(pace.settle()));
    return new Calibration.Ceiling(
        responder.protocol(),
        connections,
        window.throughput().requestsPerSecond(),
        window.driver().cpuMicrosPerRequest(),
        window.driver().utilisation(),
        window.server().cpuMicrosPerRequest());
  }

  private Window measured(
      NullResponder responder,
      ServerUnderLoad server,
      Loop loop,
      int connections,
      Settling settling)
      throws IOException, InterruptedException {
    try (ConnectedLoad load = server.connect(load(responder, server, loop, connections))) {
      load.settle(loop, settling);
      return load.measure(loop, pace.window()).toWindow(1, null);
    }
  }
}
