package org.concurrencybench.report.html;

import java.util.List;
import java.util.function.Function;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Parameters;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * A cell as the design-review sheet reads it. The names of the components are what sheet.js reads;
 * null is what was not measured or does not apply.
 *
 * @param id the cell's id
 * @param contender model and variant
 * @param protocol tcp, http or ws
 * @param open whether it can answer a question about a rate
 * @param connections open at once
 * @param ratePerSecond offered
 * @param waitMillis of the backend
 * @param computeUnits that a request computes, where it does
 * @param computeFraction of the requests that compute
 * @param valid rounds in which the load was sustained
 * @param saturated rounds in which it was not
 * @param p99Micros of the round in the middle, of an even number the larger of the middle two
 * @param worstP99Micros of the rounds
 * @param bestP99Micros of the rounds
 * @param driverLimited whether that says more about the driver
 * @param cpuMicrosPerRequest of the server
 * @param serverCpuPercent of the server's CPUs
 * @param bytesPerConnection what a connection adds to the server's memory, the kernel's socket
 *     included
 * @param bytesWithoutKernel the same of runs that did not count the kernel's sockets
 * @param osThreads of the server
 */
record SheetCell(
    String id,
    String contender,
    String protocol,
    boolean open,
    @Nullable Double connections,
    @Nullable Double ratePerSecond,
    @Nullable Double waitMillis,
    @Nullable Double computeUnits,
    @Nullable Double computeFraction,
    int valid,
    int saturated,
    @Nullable Double p99Micros,
    @Nullable Double worstP99Micros,
    @Nullable Double bestP99Micros,
    boolean driverLimited,
    @Nullable Double cpuMicrosPerRequest,
    @Nullable Double serverCpuPercent,
    @Nullable Double bytesPerConnection,
    @Nullable Double bytesWithoutKernel,
    @Nullable Double osThreads) {

  private static final Figure P99 = Figure.response(Percentile.P99);

  /** Of the requests, the part that computes; absent where all do. */
  private static final String COMPUTE_SHARE = "computeShare";

  /** The cells of a run that were measured, but for those that are shown and not ranked. */
  static List<SheetCell> of(Run run) {
    return run.cells().stream()
        .filter(Cell::ranked)
        .map(CellSummary::of)
        .filter(cell -> !cell.valid().isEmpty() || !cell.saturated().isEmpty())
        .map(SheetCell::of)
        .toList();
  }

  private static SheetCell of(CellSummary summary) {
    Cell cell = summary.cell();
    Parameters load = cell.parameters();
    return new SheetCell(
        cell.id(),
        cell.contender(),
        cell.protocol(),
        Nearness.isOpenLoop(load),
        load.number(Parameters.CONNECTIONS),
        load.number(Parameters.RATE_PER_SECOND),
        load.number(Parameters.WAIT_MILLIS),
        load.number(Parameters.COMPUTE_UNITS),
        share(load),
        summary.valid().size(),
        summary.saturated().size(),
        read(summary, P99, Spread::estimate),
        read(summary, P99, Spread::highest),
        read(summary, P99, Spread::lowest),
        summary.isDriverLimited(P99),
        read(summary, Figure.CPU_PER_REQUEST, Spread::estimate),
        read(summary, Figure.SERVER_CPU_PERCENT, Spread::estimate),
        read(summary, Figure.BYTES_PER_CONNECTION, Spread::estimate),
        read(summary, Figure.BYTES_WITHOUT_KERNEL, Spread::estimate),
        read(summary, Figure.OS_THREADS, Spread::estimate));
  }

  private static @Nullable Double share(Parameters load) {
    if (load.number(Parameters.COMPUTE_UNITS) == null) {
      return null;
    }
    Double share = load.number(COMPUTE_SHARE);
    return share == null ? 1.0 : share;
  }

  private static @Nullable Double read(
      CellSummary cell, Figure figure, Function<Spread, Double> of) {
    return cell.spread(figure).map(of).filter(PointLine::isDrawable).orElse(null);
  }
}
