package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.statistics.LogMean;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.suite.window.ConnectedLoad;
import org.concurrencybench.suite.window.ServerUnderLoad;

/**
 * Two servers that are the same program, measured in alternating pairs as two models are. If they
 * do the same, no difference may be shown; if one computes a tenth more for each request, that must
 * be found. What this lab gets wrong, a comparison of models gets wrong.
 */
final class TwinLab implements Lab {

  private static final int UNITS = 100;
  private static final int TENTH_MORE = 110;
  private static final long WARM_UP_REQUESTS = 10_000;
  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(15);
  private static final Loop CLOSED = new Loop.Closed();

  private final String name;
  private final String question;
  private final int othersUnits;

  private TwinLab(String name, String question, int othersUnits) {
    this.name = name;
    this.question = question;
    this.othersUnits = othersUnits;
  }

  /** Nothing differs. */
  static Lab same() {
    return new TwinLab(
        "a-a",
        "CPU per request of a server over that of the same server (goal: no difference shown)",
        UNITS);
  }

  /** One computes a tenth more. */
  static Lab handicap() {
    return new TwinLab(
        "handicap",
        "CPU per request of a server that computes 10 % more over that of one that does not (goal: found)",
        TENTH_MORE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    return question;
  }

  @Override
  public LabOptions defaults() {
    return new LabOptions(12, Duration.ofSeconds(1), List.of(20), List.of("threaded"));
  }

  @Override
  public void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException {
    var conditions = Conditions.begin();
    for (String model : options.models()) {
      Optional<BareKind> kind = BareKind.of(model);
      if (kind.isEmpty()) {
        throw new IOException("there is no bare server like '" + model + "'");
      }
      for (int connections : options.connections()) {
        out.printf(
            Locale.ROOT,
            "Two bare servers that move bytes as '%s' does; before each reply one computes %d units, the other %d. %,d connections, closed loop, %d pairs of %.0f s%n",
            model,
            UNITS,
            othersUnits,
            connections,
            options.pairs(),
            options.duration().toMillis() / 1e3);
        out.flush();
        measure(conditions, kind.get(), connections, options, out);
      }
    }
    conditions.printTo(out);
  }

  private void measure(
      Conditions conditions, BareKind kind, int connections, LabOptions options, PrintWriter out)
      throws IOException, InterruptedException {
    try (var one = start(conditions, kind, UNITS);
        var other = start(conditions, kind, othersUnits)) {
      one.warmUp(load(one, connections), WARM_UP_REQUESTS, WARM_UP_LIMIT);
      other.warmUp(load(other, connections), WARM_UP_REQUESTS, WARM_UP_LIMIT);
      try (ConnectedLoad toOne = one.connect(load(one, connections));
          ConnectedLoad toOther = other.connect(load(other, connections))) {
        List<Double> ratios = new ArrayList<>();
        var grid = new TextGrid("  ", 4);
        grid.add(List.of("pair", "one, us", "other, us", "other / one"));
        for (int pair = 1; pair <= options.pairs(); pair++) {
          // Who comes second profits from, or pays for, what the first left behind.
          boolean oneFirst = pair % 2 == 1;
          double first = cpu(oneFirst ? toOne : toOther, options.duration());
          double second = cpu(oneFirst ? toOther : toOne, options.duration());
          double ofOne = oneFirst ? first : second;
          double ofOther = oneFirst ? second : first;
          ratios.add(ofOther / ofOne);
          grid.add(
              List.of(
                  Integer.toString(pair),
                  number("%.2f", ofOne),
                  number("%.2f", ofOther),
                  number("%.3f", ofOther / ofOne)));
        }
        grid.lines().forEach(out::println);
        out.println(verdict(ratios));
      }
    }
  }

  /** The words under the table. */
  private String verdict(List<Double> ratios) {
    LogMean mean = LogMean.of(ratios).orElseThrow();
    Optional<Interval> interval = mean.interval();
    String estimate = "other / one: " + number("%.3f", mean.estimate());
    if (interval.isEmpty()) {
      return estimate
          + "; no interval with fewer than "
          + LogMean.LEAST_ROUNDS
          + " pairs: use --pairs";
    }
    boolean shown = !interval.get().contains(1);
    return String.format(
        Locale.ROOT,
        "%s, 95 %% interval %s to %s: %s. %s",
        estimate,
        number("%.3f", interval.get().low()),
        number("%.3f", interval.get().high()),
        shown ? "a difference is shown" : "no difference shown",
        othersUnits == UNITS
            ? "They do the same: in one of twenty such labs chance shows a difference all the same."
            : "Known: 1.10 of the computing, and a little less of a request, which costs more than that.");
  }

  private static ServerUnderLoad start(Conditions conditions, BareKind kind, int units)
      throws IOException, InterruptedException {
    ServerCommand command =
        ServerCommand.bench(
            conditions.serverFlags(),
            "bare",
            "--kind",
            kind.toString(),
            "--units",
            Integer.toString(units),
            "--controlled");
    return new ServerUnderLoad(
        ServerProcess.start(conditions.placed(command)), conditions.layout());
  }

  private static Load load(ServerUnderLoad server, int connections) {
    return Load.of(server.address(), ClientKind.HTTP, Workload.hello(), connections);
  }

  private static double cpu(ConnectedLoad load, Duration duration)
      throws IOException, InterruptedException {
    Window window = load.measure(CLOSED, duration).toWindow(1, null);
    if (!window.errors().isEmpty()) {
      throw new IOException("not every request was answered as it should: " + window.errors());
    }
    return Objects.requireNonNull(window.server().cpuMicrosPerRequest(), "no request was answered");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
