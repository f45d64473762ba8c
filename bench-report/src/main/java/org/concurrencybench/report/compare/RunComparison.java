package org.concurrencybench.report.compare;

import java.util.List;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.statistics.LogMean;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side: the ratio of B over A for each headline figure of each cell that both
 * have.
 *
 * <pre>
 *   better, worse           the interval of the ratio leaves 1 out, after Holm's correction too
 *   perhaps better, worse   it does by itself, and not after the correction
 *   no difference shown     1 is inside
 * </pre>
 *
 * <p>A regression is asked for with a fraction: B is worse by more than that if the interval lies
 * wholly beyond it after the correction, or if B never sustained a load that A always did. The
 * chance of finding one that is not there, among all figures together, is 2.5 %.
 *
 * @param a the run that was before, or without
 * @param b the run that is after, or with
 * @param allowed the fraction by which B may be worse; null if no regression was asked for
 * @param notes what else differs, a sentence each
 * @param figures every headline figure of every cell that both runs have and one has measured
 * @param sustained loads that the runs did not sustain equally often
 * @param notCompared cells that A did not measure and that cannot be compared, a sentence each
 * @param unmeasured what A measured and B did not
 */
public record RunComparison(
    Run a,
    Run b,
    @Nullable Double allowed,
    List<String> notes,
    List<ComparedFigure> figures,
    List<Sustained> sustained,
    List<String> notCompared,
    List<Unmeasured> unmeasured) {

  /** Takes copies. */
  public RunComparison {
    notes = List.copyOf(notes);
    figures = List.copyOf(figures);
    sustained = List.copyOf(sustained);
    notCompared = List.copyOf(notCompared);
    unmeasured = List.copyOf(unmeasured);
  }

  /** Why the two cannot be compared at all, a sentence each; empty if they can. */
  public static List<String> obstacles(Run a, Run b) {
    return Obstacles.between(a, b);
  }

  /**
   * Compares them.
   *
   * @param allowed the fraction by which B may be worse, as 0.1; null to ask for no regression
   * @throws IllegalArgumentException if they cannot be compared, with the first reason
   */
  public static RunComparison of(Run a, Run b, @Nullable Double allowed) {
    List<String> obstacles = obstacles(a, b);
    if (!obstacles.isEmpty()) {
      throw new IllegalArgumentException(obstacles.getFirst());
    }
    return new Comparing(a, b, allowed).compare();
  }

  /** Figures by which B is worse by more than was allowed. */
  public List<ComparedFigure> regressions() {
    return figures.stream().filter(ComparedFigure::regressed).toList();
  }

  /** Loads that A always sustained and B never did. */
  public List<Sustained> lost() {
    return sustained.stream().filter(Sustained::isLost).toList();
  }

  /**
   * What B owes: what A measured and B did not.
   *
   * @param narrowed whether B was to measure less: then only what its own plan had is missing
   */
  public List<Unmeasured> missing(boolean narrowed) {
    return unmeasured.stream().filter(each -> each.planned() || !narrowed).toList();
  }

  /** Whether a regression was asked for and found. */
  public boolean hasRegressed() {
    return allowed != null && !(regressions().isEmpty() && lost().isEmpty());
  }

  /** Figures that have an interval. */
  public long compared() {
    return figures.stream().filter(figure -> figure.interval() != null).count();
  }

  /** The result in a few sentences. */
  public String sentence() {
    if (compared() == 0) {
      return "Nothing could be compared: a figure needs at least %s valid rounds in both runs.%s"
          .formatted(LogMean.LEAST_ROUNDS, owed());
    }
    String sentence =
        "Of %s, %s better and %s worse in B, %s perhaps, %s without a difference shown."
            .formatted(
                compared() == 1 ? "1 figure" : compared() + " figures",
                count(Outcome.BETTER),
                count(Outcome.WORSE),
                count(Outcome.PERHAPS_BETTER) + count(Outcome.PERHAPS_WORSE),
                count(Outcome.NO_DIFFERENCE));
    return (allowed == null ? sentence : sentence + " " + regressed(allowed)) + owed();
  }

  private String owed() {
    if (unmeasured.isEmpty()) {
      return "";
    }
    long unplanned = unmeasured.stream().filter(each -> !each.planned()).count();
    return " Measured in A and not in B: %s%s."
        .formatted(
            unmeasured.size(),
            unplanned == 0
                ? ""
                : " (" + unplanned + " of a suite or model that B was not asked for)");
  }

  private long count(Outcome outcome) {
    return figures.stream().filter(figure -> figure.outcome() == outcome).count();
  }

  private String regressed(double fraction) {
    String found =
        "%s shown to be worse by more than %s."
            .formatted(
                regressions().isEmpty() ? "None is" : regressions().size() + " are",
                Digits.of(fraction, Digits.FRACTION));
    return lost().isEmpty()
        ? found
        : found + " Loads that B no longer sustains: " + lost().size() + ".";
  }
}
