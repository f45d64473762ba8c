package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * What a server does besides moving bytes: each model beside a bare server of its kind, both idle
 * but for the one that is measured.
 */
final class ServerOverheadLab implements Lab {

  private static final double GOAL = 1.15;
  private static final long WARM_UP_REQUESTS = 100_000;
  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(15);
  private static final Loop CLOSED = new Loop.Closed();

  @Override
  public String name() {
    return "server-overhead";
  }

  @Override
  public String question() {
    return "CPU per request of each server over that of a bare loop of its kind that writes a constant (goal: at most 1.15)";
  }

  @Override
  public LabOptions defaults() {
    return new LabOptions(
        12,
        Duration.ofSeconds(1),
        List.of(100),
        Models.byDefault().stream().map(ServerProvider::model).toList());
  }

  @Override
  public void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException {
    var conditions = Conditions.begin();
    for (int connections : options.connections()) {
      out.printf(
          Locale.ROOT,
          "GET /hello in a closed loop through %,d connections; CPU in microseconds per request, medians of %d pairs of %.0f s%n",
          connections,
          options.pairs(),
          options.duration().toMillis() / 1e3);
      out.flush();
      var grid = new TextGrid("  ", 8);
      grid.add(
          List.of(
              "model",
              "server",
              "bare",
              "ratio",
              "min",
              "max",
              "allocated bytes/req",
              "OS switches/req"));
      for (String model : options.models()) {
        Optional<BareKind> kind = BareKind.of(model);
        if (kind.isPresent()) {
          grid.add(row(conditions, model, kind.get(), connections, options));
        } else {
          out.printf("There is no bare server to hold '%s' against.%n", model);
        }
      }
      grid.lines().forEach(out::println);
      out.println();
    }
    out.printf(
        Locale.ROOT,
        "ratio: median over the pairs, server / bare; goal at most %.2f. The last two columns are the server's own.%n",
        GOAL);
    conditions.printTo(out);
  }

  private static List<String> row(
      Conditions conditions, String model, BareKind kind, int connections, LabOptions options)
      throws IOException, InterruptedException {
    var flags = conditions.serverFlags();
    try (var server = start(conditions, ServerCommand.serve(flags, model, "http"));
        var bare =
            start(
                conditions,
                ServerCommand.bench(flags, "bare", "--kind", kind.toString(), "--controlled"))) {
      warmUp(server, connections);
      warmUp(bare, connections);
      try (ConnectedLoad toServer = server.connect(load(server, connections));
          ConnectedLoad toBare = bare.connect(load(bare, connections))) {
        List<Window> ours = new ArrayList<>();
        List<Window> theirs = new ArrayList<>();
        for (int pair = 0; pair < options.pairs(); pair++) {
          ours.add(measure(toServer, options.duration()));
          theirs.add(measure(toBare, options.duration()));
        }
        return row(model, ours, theirs);
      }
    }
  }

  private static ServerUnderLoad start(Conditions conditions, ServerCommand command)
      throws IOException, InterruptedException {
    return new ServerUnderLoad(
        ServerProcess.start(conditions.placed(command)), conditions.layout());
  }

  private static Load load(ServerUnderLoad server, int connections) {
    return Load.of(server.address(), ClientKind.HTTP, Workload.hello(), connections);
  }

  private static void warmUp(ServerUnderLoad server, int connections)
      throws IOException, InterruptedException {
    server.warmUp(load(server, connections), WARM_UP_REQUESTS, WARM_UP_LIMIT);
  }

  private static Window measure(ConnectedLoad load, Duration duration)
      throws IOException, InterruptedException {
    Window window = load.measure(CLOSED, duration).toWindow(1, null);
    if (!window.errors().isEmpty()) {
      throw new IOException("not every request was answered as it should: " + window.errors());
    }
    return window;
  }

  private static List<String> row(String model, List<Window> ours, List<Window> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < ours.size(); pair++) {
      ratios.add(cpu(ours.get(pair)) / cpu(theirs.get(pair)));
    }
    var spread = new Spread(ratios);
    return List.of(
        model,
        number("%.2f", new Spread(ours.stream().map(ServerOverheadLab::cpu).toList()).median()),
        number("%.2f", new Spread(theirs.stream().map(ServerOverheadLab::cpu).toList()).median()),
        number("%.2f", spread.median()),
        number("%.2f", spread.min()),
        number("%.2f", spread.max()),
        number("%.0f", allocated(ours.getLast())),
        number("%.3f", switches(ours.getLast())));
  }

  private static double cpu(Window window) {
    return Objects.requireNonNull(window.server().cpuMicrosPerRequest(), "no request was answered");
  }

  private static double allocated(Window window) {
    return Objects.requireNonNullElse(window.server().allocatedBytesPerRequest(), Double.NaN);
  }

  private static double switches(Window window) {
    return Objects.requireNonNullElse(window.server().voluntarySwitchesPerRequest(), Double.NaN)
        + Objects.requireNonNullElse(window.server().involuntarySwitchesPerRequest(), Double.NaN);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
