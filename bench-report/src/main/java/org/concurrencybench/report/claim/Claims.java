package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concurrencybench.report.run.Beside;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;

/**
 * Judges the claims of a run by the rules that this program has.
 *
 * <pre>
 *   run = run.withClaims(Claims.judge(run));
 * </pre>
 */
public final class Claims {

  /** The profile that judges nothing: its windows are too short and its servers too cold. */
  private static final String SMOKE = "smoke";

  private Claims() {}

  /**
   * The verdicts of a run that ended: one for each of its suites that has a claim. What the run has
   * stored stays as it was, whatever the rules say now: who may judge again after seeing the data
   * will change the rule until it suits.
   */
  public static List<Claim> judge(Run run) {
    Map<String, Claim> verdicts = new LinkedHashMap<>();
    run.claims().forEach(claim -> verdicts.put(claim.suite(), claim));
    if (!run.profile().equals(SMOKE)) {
      for (Rules.Hashed rule : Rules.all()) {
        if (run.plan().suites().contains(rule.rule().suite())) {
          verdicts.computeIfAbsent(rule.rule().suite(), _ -> judge(run, rule));
        }
      }
    }
    return List.copyOf(verdicts.values());
  }

  static Claim judge(Run run, Rules.Hashed hashed) {
    Rule rule = hashed.rule();
    List<String> lacking = Fitness.lacking(run, rule);
    String unfit = lacking.isEmpty() ? null : String.join("; ", lacking);
    List<Comparison> comparisons = Comparisons.of(run, rule, unfit);
    Guarded guarded = Guarded.of(run, rule);
    Verdict verdict =
        unfit == null ? verdict(comparisons, guarded.standing()) : Verdict.UNDECIDABLE;
    List<Beside> beside = Asides.of(run, rule);
    return new Claim(
        rule.suite(),
        rule.version(),
        hashed.sha256(),
        verdict,
        new Sentence(run, rule)
            .of(verdict, comparisons, guarded, beside, Optional.ofNullable(unfit)),
        comparisons,
        beside);
  }

  /** All must hold; one that is wholly on the other side is enough to contradict. */
  private static Verdict verdict(List<Comparison> comparisons, Guarded.Standing guards) {
    List<Verdict> each = new ArrayList<>();
    comparisons.forEach(comparison -> each.add(comparison.verdict()));
    if (guards == Guarded.Standing.FAIL || each.contains(Verdict.CONTRADICTED)) {
      return Verdict.CONTRADICTED;
    }
    if (each.contains(Verdict.UNDECIDABLE)) {
      return Verdict.UNDECIDABLE;
    }
    boolean all = each.stream().allMatch(Verdict.SUPPORTED::equals);
    return all && guards == Guarded.Standing.HOLD ? Verdict.SUPPORTED : Verdict.NOT_SHOWN;
  }
}
