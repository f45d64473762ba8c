package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.CellSummary.Standing;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Plan;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.statistics.LogMean;
import org.concurrencybench.report.table.Reasons;

/**
 * Something that run A measured and run B did not, or in too few rounds for an interval. No ratio
 * would show it, so that a model that no longer starts would look like one that did not change.
 *
 * @param what the cell's id, with the figure where only that is missing, or the claim
 * @param words why there is nothing to compare
 * @param planned whether B's own plan had it: false where its suites or models leave it out
 */
public record Unmeasured(String what, String words, boolean planned) {

  /** As {@code chat/async/tcp/members-10: every round of B is invalid: ...}. */
  public String sentence() {
    return what + ": " + words;
  }

  /** Whether A has a result for the cell: figures, or that the load was not sustained. */
  static boolean isMeasured(CellSummary cell) {
    return cell.standing() == Standing.MEASURED || cell.standing() == Standing.DID_NOT_SUSTAIN;
  }

  /** A cell that B has not, or has under another load. */
  static Unmeasured of(Cell cell, Run b, String words) {
    return new Unmeasured(
        cell.id(),
        words,
        b.plan().suites().contains(cell.suite()) && b.plan().models().contains(cell.model()));
  }

  /** A cell that both have; empty if B can be compared, or has lost the load, where A has one. */
  static Optional<Unmeasured> of(CellSummary a, CellSummary b) {
    if (!isMeasured(a)) {
      return Optional.empty();
    }
    String words =
        switch (b.standing()) {
          case INVALID -> "every round of B is invalid" + last(b);
          case REFUSED -> "in B it was " + last(b).substring(2);
          case NOT_RUN -> "B has no round of it";
          case DID_NOT_SUSTAIN ->
              a.standing() == Standing.MEASURED && b.saturated().size() < LogMean.LEAST_ROUNDS
                  ? "B has no valid round, only %s".formatted(b.rounds())
                  : tooFew(a, b);
          case MEASURED -> tooFew(a, b);
        };
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new Unmeasured(a.cell().id(), words, true));
  }

  /** A has enough valid rounds for an interval, and B has not: whether B is worse is not known. */
  private static String tooFew(CellSummary a, CellSummary b) {
    boolean unknown =
        a.valid().size() >= LogMean.LEAST_ROUNDS
            && b.valid().size() < LogMean.LEAST_ROUNDS
            && !Sustained.of(a, b).isLost();
    return unknown
        ? "too few valid rounds of B to tell whether it is worse: %s; A has %s"
            .formatted(b.rounds(), a.rounds())
        : "";
  }

  /** The last reason; summary.md of the run has them all. */
  private static String last(CellSummary cell) {
    return Reasons.of(cell.cell()).reversed().stream()
        .findFirst()
        .map(reason -> ": " + reason)
        .orElse("");
  }

  /** Claims that A judged and B did not. */
  static List<Unmeasured> claims(Run a, Run b) {
    List<Unmeasured> missing = new ArrayList<>();
    Plan plan = b.plan();
    for (Claim claim : a.claims()) {
      if (claim.verdict() != Verdict.UNDECIDABLE
          && b.claims().stream().noneMatch(other -> other.suite().equals(claim.suite()))) {
        missing.add(
            new Unmeasured(
                "claim " + claim.suite(),
                claim.verdict() + " in A, and B has no verdict",
                plan.suites().contains(claim.suite())));
      }
    }
    return missing;
  }
}
