package org.concurrencybench.report.run;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One estimate that a claim rests on: a ratio of cells, a ratio of ratios, or one cell alone,
 * against the margin of the rule.
 *
 * @param says what is compared, in words
 * @param figure the name of the figure in run.json, as {@code cpuMicrosPerRequest}
 * @param unit of estimate, interval and margin; empty for a ratio
 * @param over ids of the cells whose figures are multiplied
 * @param under ids of the cells whose figures that product is divided by; empty for one cell alone
 * @param direction on which side of the margin the claim wants it
 * @param margin the smallest effect that matters
 * @param rounds how many rounds had every figure: the n of the interval
 * @param estimate the geometric mean over those rounds; null without any
 * @param low lower end of the 95 % interval; null with fewer than three rounds
 * @param high upper end of it; null where {@code low} is
 * @param adjustedP probability, corrected after Holm for the number of comparisons, of an estimate
 *     as far beyond the margin if the truth were the margin; null where there is no interval
 * @param verdict what this comparison alone says
 * @param reason why it says nothing; null if it does
 */
public record Comparison(
    String says,
    String figure,
    String unit,
    List<String> over,
    List<String> under,
    Direction direction,
    double margin,
    int rounds,
    @Nullable Double estimate,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double adjustedP,
    Verdict verdict,
    @Nullable String reason) {

  /** Takes copies; refuses half an interval. */
  public Comparison {
    Check.text("says", says);
    Check.text("figure", figure);
    Objects.requireNonNull(unit, "unit");
    over = Check.list("over", over);
    under = Check.list("under", under);
    Objects.requireNonNull(direction, "direction");
    Check.finite("margin", margin);
    Check.atLeast("rounds", 0, rounds);
    Check.finite("estimate", estimate);
    Check.finite("low", low);
    Check.finite("high", high);
    Check.finite("adjustedP", adjustedP);
    Objects.requireNonNull(verdict, "verdict");
    if ((low == null) != (high == null)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }
}
