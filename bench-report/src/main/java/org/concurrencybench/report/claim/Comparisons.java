package org.concurrencybench.report.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Direction;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Verdict;
import org.concurrencybench.report.statistics.Holm;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.statistics.LogMean;
import org.jspecify.annotations.Nullable;

/**
 * The estimates of a claim and what each says. Half of the error goes to either side of the
 * interval, so that one comparison alone is beyond its margin exactly when its 95 % interval lies
 * wholly beyond it; several are corrected after Holm.
 */
final class Comparisons {

  /** The chance of a verdict on one side, if the truth is the margin. */
  private static final double LEVEL = (1 - LogMean.CONFIDENCE) / 2;

  private final Run run;
  private final Rule rule;
  private final @Nullable String unfit;

  private Comparisons(Run run, Rule rule, @Nullable String unfit) {
    this.run = run;
    this.rule = rule;
    this.unfit = unfit;
  }

  /**
   * Every comparison of the rule, in its order.
   *
   * @param unfit why this machine decides none of them; null if it may
   */
  static List<Comparison> of(Run run, Rule rule, @Nullable String unfit) {
    return new Comparisons(run, rule, unfit).all();
  }

  private List<Comparison> all() {
    List<Pairs> pairs =
        rule.comparisons().stream().map(asked -> Pairs.of(run, asked, rule.windows())).toList();
    List<Optional<LogMean>> means =
        pairs.stream().map(rounds -> LogMean.of(rounds.values())).toList();
    List<Double> beyond = adjusted(means, false);
    List<Double> against = adjusted(means, true);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Rule.Asked asked = rule.comparisons().get(i);
      comparisons.add(comparison(asked, pairs.get(i), means.get(i), beyond.get(i), against.get(i)));
    }
    return comparisons;
  }

  /** Corrected for all that the rule asks; what cannot be told counts as no evidence. */
  private List<Double> adjusted(List<Optional<LogMean>> means, boolean otherSide) {
    List<Double> p = new ArrayList<>();
    for (int i = 0; i < means.size(); i++) {
      Rule.Asked asked = rule.comparisons().get(i);
      boolean above = (asked.direction() == Direction.AT_LEAST) != otherSide;
      p.add(means.get(i).map(mean -> p(mean, asked.margin(), above)).orElse(1.0));
    }
    return Holm.adjusted(p);
  }

  private static double p(LogMean mean, double margin, boolean above) {
    OptionalDouble p = above ? mean.pAbove(margin) : mean.pBelow(margin);
    return p.orElse(1);
  }

  private Comparison comparison(
      Rule.Asked asked, Pairs pairs, Optional<LogMean> mean, double beyond, double against) {
    Optional<Interval> interval = mean.flatMap(LogMean::interval);
    String reason = unfit == null && interval.isEmpty() ? tooFew(pairs) : unfit;
    return new Comparison(
        says(asked, pairs),
        asked.figure().name(),
        asked.isRatio() ? "" : asked.figure().unit(),
        asked.over(),
        asked.under(),
        asked.direction(),
        asked.margin(),
        pairs.values().size(),
        mean.map(LogMean::estimate).orElse(null),
        interval.map(Interval::low).orElse(null),
        interval.map(Interval::high).orElse(null),
        interval.isPresent() ? (Double) beyond : null,
        reason == null ? verdict(beyond, against, pairs) : Verdict.UNDECIDABLE,
        reason);
  }

  private static String says(Rule.Asked asked, Pairs pairs) {
    return pairs.bounds() == 0
        ? asked.says()
        : "%s (at least: the driver limited the smaller in %s of %s rounds)"
            .formatted(asked.says(), Digits.of(pairs.bounds()), Digits.of(pairs.values().size()));
  }

  /** A ratio that is at most too low cannot be refuted by being low. */
  private static Verdict verdict(double beyond, double against, Pairs pairs) {
    if (beyond <= LEVEL) {
      return Verdict.SUPPORTED;
    }
    return against <= LEVEL && pairs.bounds() == 0 ? Verdict.CONTRADICTED : Verdict.NOT_SHOWN;
  }

  private static String tooFew(Pairs pairs) {
    String missing = pairs.missing();
    return "only %s of at least %s rounds can be compared%s"
        .formatted(
            pairs.values().size(),
            LogMean.LEAST_ROUNDS,
            missing.isEmpty() ? "" : " (" + missing + ")");
  }
}
