package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of the benchmark: where it ran, what was planned, what was measured, what follows. The
 * one source of every table and chart.
 *
 * @param schemaVersion the version of this schema that wrote the run; components may be added
 *     within a version, never renamed, removed or given another meaning
 * @param id the name of the run's directory, as {@code 20260731-142501-quick}
 * @param profile smoke, quick or full
 * @param startedAt when the run began
 * @param endedAt when the run ended; null while it runs, and for ever if it was killed
 * @param environment where it ran
 * @param plan what was to be measured, in which order
 * @param calibration what the driver sees of a server that does nothing; null if that was not
 *     measured
 * @param cells what was measured, in the order of the plan's declaration; a cell may have no rounds
 *     yet
 * @param claims the verdicts; empty before the end, and where a profile judges nothing
 * @param micro what the micro suites measured; empty if they did not run
 */
public record Run(
    int schemaVersion,
    String id,
    String profile,
    Instant startedAt,
    @Nullable Instant endedAt,
    Environment environment,
    Plan plan,
    @Nullable Calibration calibration,
    List<Cell> cells,
    List<Claim> claims,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<MicroResult> micro) {

  /** The version that this code writes, and the only one that it reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Refuses a run that names two cells alike. */
  public Run {
    Check.text("id", id);
    Check.text("profile", profile);
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(plan, "plan");
    cells = Check.list("cells", cells);
    claims = Check.list("claims", claims);
    micro = Check.list("micro", micro);
    long names = cells.stream().map(Cell::id).distinct().count();
    if (names < cells.size()) {
      throw new IllegalArgumentException(
          "two cells with the same id among " + cells.stream().map(Cell::id).toList());
    }
  }

  /** A run that has measured nothing yet. */
  public static Run started(
      String id, Instant startedAt, Environment environment, Plan plan, List<Cell> cells) {
    return new Run(
        SCHEMA_VERSION,
        id,
        plan.profile(),
        startedAt,
        null,
        environment,
        plan,
        null,
        cells,
        List.of(),
        List.of());
  }

  /** The cell of that id, if there is one. */
  public Optional<Cell> cell(String cellId) {
    return cells.stream().filter(cell -> cell.id().equals(cellId)).findFirst();
  }

  /**
   * The same run with one more window.
   *
   * @throws IllegalArgumentException if the run has no such cell
   */
  public Run withWindow(String cellId, int round, Window window) {
    return withCell(cellId, cell -> cell.withWindow(round, window));
  }

  /**
   * The same run with the probes through which a round came to its window.
   *
   * @throws IllegalArgumentException if the run has no such cell, or that no such round
   */
  public Run withProbes(String cellId, int round, List<Window> probes) {
    return withCell(cellId, cell -> cell.withProbes(round, probes));
  }

  private Run withCell(String cellId, UnaryOperator<Cell> change) {
    Cell before =
        cell(cellId).orElseThrow(() -> new IllegalArgumentException("no cell \"" + cellId + "\""));
    List<Cell> after = new ArrayList<>(cells);
    after.set(cells.indexOf(before), change.apply(before));
    return withCells(after);
  }

  /** The same run with every window replaced by what {@code change} makes of it. */
  public Run withWindows(UnaryOperator<Window> change) {
    return withCells(cells.stream().map(cell -> cell.withWindows(change)).toList());
  }

  /** The same run, ended. */
  public Run ended(Instant at) {
    return new Run(
        schemaVersion,
        id,
        profile,
        startedAt,
        at,
        environment,
        plan,
        calibration,
        cells,
        claims,
        micro);
  }

  /** The same run with these verdicts in place of its own. */
  public Run withClaims(List<Claim> verdicts) {
    return new Run(
        schemaVersion,
        id,
        profile,
        startedAt,
        endedAt,
        environment,
        plan,
        calibration,
        cells,
        verdicts,
        micro);
  }

  /** The same run, and what the driver sees of a server that does nothing. */
  public Run withCalibration(Calibration measured) {
    return new Run(
        schemaVersion,
        id,
        profile,
        startedAt,
        endedAt,
        environment,
        plan,
        measured,
        cells,
        claims,
        micro);
  }

  /** The same run and one more result of the micro suites. */
  public Run withMicro(MicroResult result) {
    List<MicroResult> more = new ArrayList<>(micro);
    more.add(result);
    return new Run(
        schemaVersion,
        id,
        profile,
        startedAt,
        endedAt,
        environment,
        plan,
        calibration,
        cells,
        claims,
        more);
  }

  /** The same run with every cell replaced by what {@code change} makes of it. */
  public Run withCells(UnaryOperator<Cell> change) {
    return withCells(cells.stream().map(change).toList());
  }

  private Run withCells(List<Cell> others) {
    return new Run(
        schemaVersion,
        id,
        profile,
        startedAt,
        endedAt,
        environment,
        plan,
        calibration,
        others,
        claims,
        micro);
  }
}
