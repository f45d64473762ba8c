package org.concurrencybench.report.compare;

import java.util.List;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.statistics.LogMean;

/** What is said before the figures of a comparison, and how to read them. */
final class Preface {

  private Preface() {}

  static String run(Run run) {
    return "%s: Java %s, commit %s, rounds %s"
        .formatted(run.id(), run.environment().jdk().version(), commit(run), run.plan().rounds());
  }

  private static String commit(Run run) {
    String commit = run.environment().source().commit();
    return commit == null ? "not known" : commit.substring(0, Math.min(10, commit.length()));
  }

  /** How to read the columns, a sentence each. */
  static List<String> howToRead() {
    return List.of(
        "A and B are geometric means of the rounds that count; a p99 is that of the round in the"
            + " middle, and a/b are the middle two of an even number, because percentiles are not"
            + " averaged. B/A is the ratio of the geometric means of the rounds, of p99 too, with"
            + " Welch's 95 % interval: rounds of two runs are no pairs.",
        "The interval is each figure's own. Better and worse also hold after Holm's correction for"
            + " all of them; \"perhaps\" does not: of twenty intervals, about one leaves 1 out by"
            + " chance.",
        "A p99 that the driver limited and a rate that is no peak are not compared; fewer than "
            + LogMean.LEAST_ROUNDS
            + " rounds in a run have no interval.");
  }
}
