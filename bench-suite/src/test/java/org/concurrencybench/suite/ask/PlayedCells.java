package org.concurrencybench.suite.ask;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.DriverCost;
import org.concurrencybench.report.run.Latency;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineNoise;
import org.concurrencybench.report.run.Memory;
import org.concurrencybench.report.run.MemoryParts;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.ServerCost;
import org.concurrencybench.report.run.Throughput;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.suite.knee.Objective;
import org.concurrencybench.suite.suites.KneeAxis;
import org.jspecify.annotations.Nullable;

/** Cells of a run of suite ask that nobody measured: 100 connections, 5,000 requests/s. */
final class PlayedCells {

  static final Question QUESTION =
      new Question(100, 5_000, 0, 0, Objective.p99(Duration.ofMillis(50)));

  /** With a hundred connections a mebibyte. */
  private static final double SOCKET_BYTES = (1 << 20) / 100.0;

  private static final MemoryParts PROCESS = new MemoryParts(100, 1 << 20, 1 << 20, 0, 0);

  private final List<Cell> cells = new ArrayList<>();

  List<Cell> cells() {
    return cells;
  }

  Answer answer() {
    return Answer.of(QUESTION, cells);
  }

  /** A round of the load as asked. */
  static Window window(double p99Millis, double cpuMicros, double utilisation) {
    return window(WindowStatus.VALID, p99Millis, cpuMicros, utilisation, Map.of());
  }

  static Window invalid() {
    return window(WindowStatus.INVALID, 1, 1, 0.1, Map.of());
  }

  /** A round in which the kernel's sockets could not be counted, for that reason. */
  static Window withoutKernelSockets(String why) {
    return window(WindowStatus.VALID, 1, 40, 0.2, Map.of(), new Memory(PROCESS, null, null, why));
  }

  private static Window window(
      WindowStatus status,
      double p99Millis,
      double cpuMicros,
      double utilisation,
      Map<String, Double> extra) {
    return window(
        status,
        p99Millis,
        cpuMicros,
        utilisation,
        extra,
        Memory.of(PROCESS.withKernelSockets(SOCKET_BYTES)));
  }

  private static Window window(
      WindowStatus status,
      double p99Millis,
      double cpuMicros,
      double utilisation,
      Map<String, Double> extra,
      Memory memory) {
    var response =
        new LatencySummary(25_000, 100.0, 200.0, p99Millis * 1_000, null, null, p99Millis * 9_000);
    return new Window(
        1,
        1,
        status,
        status == WindowStatus.VALID ? List.of() : List.of("played"),
        Instant.EPOCH,
        5,
        new Throughput(5_000, 5_000.0, 25_000, 25_000),
        Latency.of(response, response, null, null),
        null,
        new ServerCost(cpuMicros, utilisation, null, null, null, null, null, null, null),
        DriverCost.NOT_MEASURED,
        MachineNoise.NOT_MEASURED,
        memory,
        Map.of(),
        extra,
        null);
  }

  PlayedCells model(String model, Window... rounds) {
    add(model, "hello/open-5000/c100", Parameters.NONE, rounds);
    return this;
  }

  /** How far a model goes, the same in two rounds. */
  PlayedCells reach(String model, KneeAxis axis, @Nullable Double met, @Nullable Double above) {
    Map<String, Double> extra = new TreeMap<>();
    if (met != null) {
      extra.put(axis.metFigure(), met);
    }
    if (above != null) {
      extra.put(axis.aboveFigure(), above);
    }
    Window window = window(WindowStatus.VALID, 1, 1, 0.1, extra);
    add(model, "most-" + axis, Parameters.NONE.with("raised", axis.toString()), window, window);
    return this;
  }

  private void add(String model, String level, Parameters parameters, Window... rounds) {
    Cell empty = Cell.of("ask", model, null, "http", level, parameters);
    List<Round> all = new ArrayList<>();
    for (Window window : rounds) {
      all.add(new Round(all.size() + 1, List.of(window)));
    }
    cells.add(
        new Cell(
            empty.id(), "ask", model, null, "http", level, parameters, true, List.of(), null, all));
  }
}
