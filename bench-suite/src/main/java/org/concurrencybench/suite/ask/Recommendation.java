package org.concurrencybench.suite.ask;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.report.figure.Digits;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.statistics.LogMean;
import org.jspecify.annotations.Nullable;

/**
 * Which model to take. The rule, in order:
 *
 * <ol>
 *   <li>It meets the objective in every round that says something.
 *   <li>Its CPUs are at most {@value #BUSIEST_PERCENT} % busy, if there is one that meets both:
 *       beyond that, queues grow faster than the load.
 *   <li>Its CPU per request is not shown to be more than {@value #DEARER} times that of the
 *       cheapest of those: the mean of the pairs of rounds is not above it, or their 95 % interval
 *       reaches 1.
 *   <li>Of these the simplest to write and to debug: a thread per connection, then a virtual thread
 *       per connection, then an event loop; then models of another kind. Of one kind, by name.
 * </ol>
 *
 * <p>The third puts a price on the fourth. Whoever weighs simplicity otherwise has the table.
 *
 * @param model the one to take; null if none meets the objective
 * @param sentence why
 */
record Recommendation(@Nullable String model, String sentence) {

  /** Rule 2. */
  static final double BUSIEST_PERCENT = 80;

  /** Rule 3. */
  static final double DEARER = 1.25;

  private static final int OF_ANOTHER_KIND = 3;

  static Recommendation of(List<ModelAnswer> models) {
    List<ModelAnswer> meeting = models.stream().filter(ModelAnswer::meets).toList();
    if (meeting.isEmpty()) {
      return new Recommendation(null, nobody(models));
    }
    List<ModelAnswer> roomy = meeting.stream().filter(Recommendation::hasHeadRoom).toList();
    List<ModelAnswer> candidates = roomy.isEmpty() ? meeting : roomy;
    ModelAnswer cheapest =
        candidates.stream().min(comparingDouble(Recommendation::cpuOrMost)).orElseThrow();
    ModelAnswer taken =
        candidates.stream()
            .filter(model -> !isShownDearer(model, cheapest))
            .min(comparingInt(Recommendation::simplicity).thenComparing(ModelAnswer::model))
            .orElse(cheapest);
    return new Recommendation(
        taken.model(), reasons(taken, cheapest, meeting, candidates, roomy.isEmpty()));
  }

  private static String nobody(List<ModelAnswer> models) {
    return models.stream().allMatch(model -> model.met() + model.missed() == 0)
        ? "Nothing can be recommended: no round says whether the objective was met."
        : "None: no model meets the objective in every round.";
  }

  private static String reasons(
      ModelAnswer taken,
      ModelAnswer cheapest,
      List<ModelAnswer> meeting,
      List<ModelAnswer> candidates,
      boolean busy) {
    List<String> words = new ArrayList<>();
    words.add(
        "%s. It meets the objective in every round that counts, as %s"
            .formatted(taken.model(), alike(taken, meeting)));
    Double percent = taken.cpuPercent();
    if (percent != null) {
      words.add(
          String.format(
              Locale.ROOT,
              busy
                  ? "its CPUs are %.0f %% busy, which leaves little room"
                  : "its CPUs are %.0f %% busy",
              percent));
    }
    words.add(price(taken, cheapest));
    if (candidates.size() > 1 && simplicity(taken) < simplicity(cheapest)) {
      words.add("and it is the simplest of those that cost no more");
    }
    return String.join("; ", words) + ".";
  }

  private static String alike(ModelAnswer taken, List<ModelAnswer> meeting) {
    return switch (meeting.size()) {
      case 1 -> "no other does";
      case 2 -> others(meeting, taken) + " does";
      default -> others(meeting, taken) + " do";
    };
  }

  private static String others(List<ModelAnswer> models, ModelAnswer but) {
    return models.stream()
        .map(ModelAnswer::model)
        .filter(model -> !model.equals(but.model()))
        .collect(Collectors.joining(" and "));
  }

  private static String price(ModelAnswer taken, ModelAnswer cheapest) {
    if (taken.equals(cheapest)) {
      return "a request costs it least CPU";
    }
    Optional<LogMean> ratio = ratio(taken, cheapest);
    if (ratio.isEmpty()) {
      return "what it costs beside " + cheapest.model() + " is not known";
    }
    return "a request costs it %s times the CPU of %s, the cheapest (%s)"
        .formatted(
            Digits.of(ratio.get().estimate()),
            cheapest.model(),
            ratio
                .get()
                .interval()
                .map(interval ->
                    "95 % interval "
                        + Digits.of(interval.low())
                        + " to "
                        + Digits.of(interval.high())
                        + (interval.contains(1) ? ": no difference shown" : ""))
                .orElse("too few rounds for an interval"));
  }

  private static boolean hasHeadRoom(ModelAnswer model) {
    Double percent = model.cpuPercent();
    return percent != null && percent <= BUSIEST_PERCENT;
  }

  private static double cpuOrMost(ModelAnswer model) {
    Double cpu = model.cpuMicrosPerRequest();
    return cpu == null ? Double.MAX_VALUE : cpu;
  }

  private static boolean isShownDearer(ModelAnswer model, ModelAnswer cheapest) {
    Optional<LogMean> ratio = ratio(model, cheapest);
    if (ratio.isEmpty() || ratio.get().estimate() <= DEARER) {
      return false;
    }
    Optional<Interval> interval = ratio.get().interval();
    return interval.isEmpty() || !interval.get().contains(1);
  }

  /** In pairs, because a pair shares its minutes. */
  private static Optional<LogMean> ratio(ModelAnswer model, ModelAnswer other) {
    List<Double> ratios = new ArrayList<>();
    for (Round round : model.cell().rounds()) {
      Optional<Double> own = model.cpuMicrosPerRequest(round.number());
      Optional<Double> others = other.cpuMicrosPerRequest(round.number());
      if (own.isPresent() && others.isPresent() && others.get() > 0 && own.get() > 0) {
        ratios.add(own.get() / others.get());
      }
    }
    return LogMean.of(ratios);
  }

  /** Rule 4: less is simpler. */
  private static int simplicity(ModelAnswer answer) {
    return Models.find(answer.model()).map(Recommendation::ofKind).orElse(OF_ANOTHER_KIND);
  }

  private static int ofKind(ServerProvider model) {
    if (model.platformThreadsPerConnection() > 0) {
      return 0;
    }
    if (model.has(Trait.VIRTUAL_THREADS)) {
      return 1;
    }
    return model.has(Trait.EVENT_LOOP) ? 2 : OF_ANOTHER_KIND;
  }
}
