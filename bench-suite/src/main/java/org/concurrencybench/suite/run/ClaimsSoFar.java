package org.concurrencybench.suite.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.concurrencybench.report.claim.Claims;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.table.ClaimTable;

/**
 * First answers while a run goes on: as soon as a round has everything that a claim compares, what
 * the rounds so far say. Nothing of it is stored; the verdict is that of the whole run, from which
 * windows may drop out again when the machine's speed over all of it is known.
 */
final class ClaimsSoFar {

  /** Rounds that have been told, by suite. */
  private final Map<String, Integer> told = new HashMap<>();

  /** A line for each claim that has a round more than it had. */
  List<String> news(Run run) {
    List<String> lines = new ArrayList<>();
    for (Claim claim : Claims.judge(run)) {
      int rounds = claim.comparisons().stream().mapToInt(Comparison::rounds).min().orElse(0);
      if (rounds > told.getOrDefault(claim.suite(), 0)) {
        told.put(claim.suite(), rounds);
        lines.add(line(claim, rounds));
      }
    }
    return lines;
  }

  private static String line(Claim claim, int rounds) {
    return String.format(
        Locale.ROOT,
        "so far, %d %s: %s%s: %s",
        rounds,
        rounds == 1 ? "round" : "rounds",
        claim.suite(),
        claim.verdict() == Verdict.UNDECIDABLE ? "" : " " + claim.verdict(),
        claim.comparisons().stream().map(ClaimsSoFar::estimate).collect(Collectors.joining("; ")));
  }

  private static String estimate(Comparison comparison) {
    String interval = comparison.low() == null ? "" : " (" + ClaimTable.interval(comparison) + ")";
    return ClaimTable.estimate(comparison) + interval + ", asked " + ClaimTable.asked(comparison);
  }
}
