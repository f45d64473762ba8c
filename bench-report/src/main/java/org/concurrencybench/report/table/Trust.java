package org.concurrencybench.report.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.figure.Figure;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.figure.SuiteSummary;
import org.concurrencybench.report.judge.SpeedDrift;
import org.concurrencybench.report.run.Calibration;
import org.concurrencybench.report.run.LatencySummary;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.WarmUp;
import org.concurrencybench.report.run.Window;

/** What a reader should know before believing a figure, in sentences. */
public final class Trust {

  /** Fewer pairs of rounds than this have no interval. */
  private static final int LEAST_ROUNDS = 3;

  private final Run run;
  private final List<CellSummary> cells;
  private final List<String> sentences = new ArrayList<>();

  private Trust(Run run, List<SuiteSummary> suites) {
    this.run = run;
    this.cells = suites.stream().flatMap(suite -> suite.cells().stream()).toList();
  }

  /** The sentences, in the order in which they are shown. */
  public static List<String> of(Run run, List<SuiteSummary> suites) {
    return new Trust(run, suites).sentences();
  }

  private List<String> sentences() {
    if (run.endedAt() == null) {
      sentences.add("The run did not end: this is what it had measured.");
    }
    rounds();
    sentences.add(Spread.MEANING + " The lowest and the highest round stand in brackets.");
    driverLimited();
    fewEvents();
    warmUps();
    sentences.addAll(calibration(run));
    surroundings();
    kernelPath();
    check();
    return sentences;
  }

  private void kernelPath() {
    SpeedDrift.kernelPathAllowed(run)
        .ifPresent(allowed ->
            sentences.add(
                """
                The kernel path, measured around each window, scattered so much here that only \
                %s off its median makes a window invalid: a slower spell of the machine is seen, \
                a lesser one is not.\
                """
                    .formatted(Digits.of(allowed, Digits.FRACTION))));
  }

  private void rounds() {
    long valid = cells.stream().mapToLong(cell -> cell.valid().size()).sum();
    long saturated = cells.stream().mapToLong(cell -> cell.saturated().size()).sum();
    long invalid = cells.stream().mapToLong(CellSummary::invalidRounds).sum();
    sentences.add(
        """
        Rounds: %s valid; %s in which the server did not sustain the load; %s invalid, because \
        of the driver or the machine, which have no figure.\
        """
            .formatted(valid, saturated, invalid));
    long few =
        cells.stream()
            .filter(cell -> !cell.valid().isEmpty() && cell.valid().size() < LEAST_ROUNDS)
            .count();
    if (few > 0) {
      sentences.add(
          "Cells with fewer than %s valid rounds, too few to tell a difference from chance: %s."
              .formatted(LEAST_ROUNDS, few));
    }
  }

  private void driverLimited() {
    if (Arrays.stream(Percentile.values()).map(Figure::response).anyMatch(this::isDriverLimited)) {
      sentences.add(
          """
          * is driver-limited: in some round the load driver's own lateness is over a quarter of \
          it.\
          """);
    }
  }

  /** What of the tail, the driver's and the server's, few events leave in the dark. */
  private void fewEvents() {
    if (Arrays.stream(Percentile.values()).map(Figure::response).anyMatch(this::isUnjudged)) {
      sentences.add(
          "? has no known lateness of the driver: it has fewer events than the response times.");
    }
    long windows =
        cells.stream()
            .flatMap(cell -> cell.valid().stream())
            .map(window -> window.latency().lateness())
            .filter(Objects::nonNull)
            .filter(lateness -> lateness.samples() > 0 && lateness.micros(Percentile.P99) == null)
            .count();
    if (windows > 0) {
      sentences.add(
          """
          The driver's lateness has no p99 in %s windows of few events (requests, publishes or \
          wakes): it was judged by its maximum and the highest percentile that it has.\
          """
              .formatted(windows));
    }
  }

  private boolean isUnjudged(Figure figure) {
    return cells.stream().anyMatch(cell -> cell.isUnjudged(figure));
  }

  /** A compiler that was still busy makes a window look worse than the model is. */
  private void warmUps() {
    List<WarmUp> bounded =
        cells.stream()
            .flatMap(cell -> Stream.concat(cell.valid().stream(), cell.saturated().stream()))
            .map(Window::warmUp)
            .filter(Objects::nonNull)
            .filter(warmUp -> !warmUp.quiet())
            .toList();
    if (!bounded.isEmpty()) {
      sentences.add(
          "In %s windows the compilers had not come to rest when the warm-up reached its limit (%s s)."
              .formatted(
                  bounded.size(),
                  Digits.of(bounded.stream().mapToDouble(WarmUp::seconds).max().orElse(0))));
    }
  }

  /** Below its floor and above its ceiling, a figure would be the driver's. */
  static List<String> calibration(Run run) {
    Calibration calibration = run.calibration();
    if (calibration == null) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    for (Calibration.Floor floor : calibration.floors()) {
      sentences.add(
          "The driver's floor over %s, %s connections, %s/s: response %s, lateness %s."
              .formatted(
                  floor.protocol(),
                  Digits.of(floor.connections()),
                  Digits.of(floor.ratePerSecond()),
                  medianAndTail(floor.response()),
                  medianAndTail(floor.lateness())));
    }
    for (Calibration.Ceiling ceiling : calibration.ceilings()) {
      sentences.add(
          "The driver's ceiling over %s, %s connections: %s requests/s."
              .formatted(
                  ceiling.protocol(),
                  Digits.of(ceiling.connections()),
                  Digits.of(ceiling.requestsPerSecond())));
    }
    return sentences;
  }

  private static String medianAndTail(LatencySummary summary) {
    Double median = summary.micros(Percentile.P50);
    Double tail = summary.micros(Percentile.P99);
    return "p50 %s us, p99 %s us"
        .formatted(median == null ? "-" : Digits.of(median), tail == null ? "-" : Digits.of(tail));
  }

  private boolean isDriverLimited(Figure figure) {
    return cells.stream().anyMatch(cell -> cell.isDriverLimited(figure));
  }

  private void surroundings() {
    if (run.environment().layout().network().equals("loopback")) {
      sentences.add(
          """
          Server and driver shared a machine: loopback does one side's receiving in the other's \
          time.\
          """);
    }
    String virtual = run.environment().machine().virtualisation();
    // The check of the machine says it in its own words.
    boolean said = run.environment().check() != null;
    if (virtual != null && !virtual.equals("none") && !said) {
      sentences.add(
          "The machine shares its hardware (%s): CPU per request holds better than requests/s."
              .formatted(virtual));
    }
    stolen();
    if (Boolean.TRUE.equals(run.environment().source().dirty())) {
      sentences.add("The source had changes that no commit has.");
    }
  }

  /** What the machine cannot show, whatever the figures. */
  private void check() {
    MachineCheck check = run.environment().check();
    if (check != null) {
      check.limitations().forEach(limitation -> sentences.add(limitation.sentence()));
    }
  }

  private void stolen() {
    cells.stream()
        .flatMap(cell -> cell.valid().stream())
        .map(window -> window.machine().stolenFraction())
        .filter(Objects::nonNull)
        .max(Double::compare)
        .filter(worst -> worst > 0)
        .map(worst -> "Stolen in the worst valid window: " + Digits.of(worst * 100) + " % of CPU.")
        .ifPresent(sentences::add);
  }
}
