package org.concurrencybench.report.run;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Objects;

/**
 * A claim as this run decided it, by a rule that was written before the data.
 *
 * @param suite the suite whose claim it is
 * @param ruleVersion version of the rule
 * @param ruleSha256 hash of the rule's file, so that a run shows which rule judged it
 * @param verdict what the data say
 * @param sentence the verdict in one sentence, with the figures
 * @param comparisons the estimates that decided; empty where nothing could be compared
 * @param beside figures that explain them
 */
public record Claim(
    String suite,
    int ruleVersion,
    String ruleSha256,
    Verdict verdict,
    String sentence,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Comparison> comparisons,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Beside> beside) {

  /** Refuses blanks. */
  public Claim {
    Check.text("suite", suite);
    Check.atLeast("ruleVersion", 1, ruleVersion);
    Check.text("ruleSha256", ruleSha256);
    Objects.requireNonNull(verdict, "verdict");
    Check.text("sentence", sentence);
    comparisons = Check.list("comparisons", comparisons);
    beside = Check.list("beside", beside);
  }
}
