package org.concurrencybench.suite.ask;

import static java.util.Comparator.comparingDouble;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.suite.suites.KneeAxis;

/**
 * A load at which the answer is another.
 *
 * @param axis what was raised, or lowered
 * @param load how far
 * @param factor how far from the load that was asked about, either way: 4 for four times and for a
 *     quarter
 * @param sentence what is different there
 */
record Flip(KneeAxis axis, double load, double factor, String sentence) {

  /**
   * The nearest load, along the axes that were searched, at which the recommended model no longer
   * meets the objective, or, where none is recommended, at which one does.
   */
  static Optional<Flip> nearest(List<ModelAnswer> models, Recommendation taken, Question question) {
    return Stream.of(KneeAxis.values())
        .flatMap(axis -> on(axis, models, taken, question.asked(axis)).stream())
        .min(comparingDouble(Flip::factor));
  }

  private static Optional<Flip> on(
      KneeAxis axis, List<ModelAnswer> models, Recommendation taken, double asked) {
    return taken.model() == null
        ? starts(axis, models, asked)
        : ends(axis, models, taken.model(), asked);
  }

  private static Optional<Flip> ends(
      KneeAxis axis, List<ModelAnswer> models, String taken, double asked) {
    Optional<Double> end =
        reach(axis, models, taken).flatMap(reach -> Optional.ofNullable(reach.above()));
    return end.map(load -> {
      String others =
          models.stream()
              .filter(model -> !model.model().equals(taken))
              .flatMap(model ->
                  reach(axis, List.of(model), model.model())
                      .filter(reach -> reach.meets(load))
                      .flatMap(reach -> Optional.ofNullable(reach.met()))
                      .map(met -> model.model() + " does, up to " + Digits.of(met))
                      .stream())
              .collect(Collectors.joining(", "));
      return new Flip(
          axis,
          load,
          Math.max(load / asked, asked / load),
          "At %s the %s (%s) %s no longer meets it; %s."
              .formatted(
                  Factor.of(load, asked),
                  axis == KneeAxis.REQUESTS ? "rate" : "connections",
                  Digits.of(load) + " " + axis.unit(),
                  taken,
                  others.isEmpty() ? "no other is known to" : others));
    });
  }

  private static Optional<Flip> starts(KneeAxis axis, List<ModelAnswer> models, double asked) {
    return models.stream()
        .flatMap(model ->
            reach(axis, models, model.model()).stream()
                .filter(reach -> reach.meets(Double.MIN_VALUE))
                .map(reach -> started(axis, model.model(), reach, asked)))
        .min(comparingDouble(Flip::factor));
  }

  private static Flip started(KneeAxis axis, String model, Reach reach, double asked) {
    double load = reach.met() == null ? asked : reach.met();
    return new Flip(
        axis,
        load,
        Math.max(load / asked, asked / load),
        "At %s the %s (%s) %s meets it."
            .formatted(
                Factor.of(load, asked),
                axis == KneeAxis.REQUESTS ? "rate" : "connections",
                Digits.of(load) + " " + axis.unit(),
                model));
  }

  private static Optional<Reach> reach(KneeAxis axis, List<ModelAnswer> models, String name) {
    return models.stream()
        .filter(model -> model.model().equals(name))
        .flatMap(model -> model.reaches().stream())
        .filter(reach -> reach.axis() == axis)
        .findFirst();
  }
}
