package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.run.Cell;
import org.concurrencybench.report.run.Run;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.statistics.Holm;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.statistics.LogMean;
import org.concurrencybench.report.statistics.LogRatio;
import org.jspecify.annotations.Nullable;

/**
 * The work of one comparison: pairs of cells, their ratios, and the correction over all of them.
 */
final class Comparing {

  /** One side of what a 95 % interval leaves out. */
  private static final double LEVEL = (1 - LogMean.CONFIDENCE) / 2;

  private record Pair(Headline headline, CellSummary a, CellSummary b, Sample x, Sample y) {
    Optional<LogRatio> ratio() {
      return LogMean.of(y.values())
          .flatMap(over -> LogMean.of(x.values()).map(under -> new LogRatio(over, under)));
    }
  }

  private final Run a;
  private final Run b;
  private final @Nullable Double allowed;
  private final Optional<MachineSpeed> speed;
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Sustained> sustained = new ArrayList<>();
  private final List<String> notCompared = new ArrayList<>();
  private final List<Unmeasured> unmeasured = new ArrayList<>();

  Comparing(Run a, Run b, @Nullable Double allowed) {
    this.a = a;
    this.b = b;
    this.allowed = allowed;
    this.speed = MachineSpeed.of(a, b);
  }

  RunComparison compare() {
    List<String> notes = new ArrayList<>(Differences.between(a, b));
    speed.map(MachineSpeed::sentence).ifPresent(notes::add);
    a.cells().forEach(this::pair);
    b.cells().stream()
        .filter(cell -> a.cell(cell.id()).isEmpty())
        .forEach(cell -> notCompared.add(cell.id() + ": only in B"));
    unmeasured.addAll(Unmeasured.claims(a, b));
    return new RunComparison(a, b, allowed, notes, figures(), sustained, notCompared, unmeasured);
  }

  private void pair(Cell cell) {
    CellSummary first = CellSummary.of(cell);
    Optional<Cell> other = b.cell(cell.id());
    if (other.isEmpty()) {
      notCompared(first, "only in A");
      return;
    }
    if (!cell.parameters().load().equals(other.get().parameters().load())) {
      notCompared(
          first,
          "another load, %s in A, %s in B"
              .formatted(cell.parameters().values(), other.get().parameters().values()));
      return;
    }
    CellSummary second = CellSummary.of(other.get());
    Unmeasured.of(first, second).ifPresent(unmeasured::add);
    Sustained kept = Sustained.of(first, second);
    if (kept.differs()) {
      sustained.add(kept);
    }
    for (Headline headline : Headline.ALL) {
      Pair pair =
          new Pair(
              headline, first, second, Sample.of(first, headline), Sample.of(second, headline));
      boolean asked = !headline.leavesOutKernelSockets() || !countKernelSockets(first, second);
      if (asked && (!pair.x().isAbsent() || !pair.y().isAbsent())) {
        pairs.add(pair);
      }
      if (!pair.x().values().isEmpty() && pair.y().isAbsent() && !second.valid().isEmpty()) {
        unmeasured.add(
            new Unmeasured(
                cell.id() + ", " + headline.label(), "no valid round of B has it", true));
      }
    }
  }

  /** What A measured is missed, and what neither has is only said. */
  private void notCompared(CellSummary cell, String why) {
    if (Unmeasured.isMeasured(cell)) {
      unmeasured.add(Unmeasured.of(cell.cell(), b, why));
    } else {
      notCompared.add(cell.cell().id() + ": " + why);
    }
  }

  /** Whether every valid window of both that has memory counts the kernel's sockets. */
  private static boolean countKernelSockets(CellSummary first, CellSummary second) {
    return Stream.of(first, second)
        .flatMap(cell -> cell.valid().stream())
        .map(Window::memory)
        .allMatch(memory -> memory == null || memory.countsKernelSockets());
  }

  private List<ComparedFigure> figures() {
    List<Optional<LogRatio>> ratios = pairs.stream().map(this::ratio).toList();
    List<Double> different = adjusted(ratios.stream().map(Comparing::pDifferent).toList());
    List<OptionalDouble> worse = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      worse.add(pWorse(pairs.get(i).headline(), ratios.get(i)));
    }
    List<Double> regressed = adjusted(worse);
    List<ComparedFigure> figures = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      boolean beyond = allowed != null && regressed.get(i) <= LEVEL;
      figures.add(figure(pairs.get(i), ratios.get(i), different.get(i), beyond));
    }
    return figures;
  }

  /** Only those that can be told take part in the correction: the others ask nothing. */
  private static List<Double> adjusted(List<OptionalDouble> p) {
    List<Double> known =
        Holm.adjusted(
            p.stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble).toList());
    List<Double> all = new ArrayList<>();
    int next = 0;
    for (OptionalDouble each : p) {
      all.add(each.isPresent() ? known.get(next++) : 1.0);
    }
    return all;
  }

  /** Without a ratio where the machine was another for a figure that follows its speed. */
  private Optional<LogRatio> ratio(Pair pair) {
    return isAnotherMachine(pair) ? Optional.empty() : pair.ratio();
  }

  private boolean isAnotherMachine(Pair pair) {
    return pair.headline().followsSpeed() && speed.filter(MachineSpeed::isAnother).isPresent();
  }

  private static OptionalDouble pDifferent(Optional<LogRatio> ratio) {
    return ratio.map(LogRatio::pDifferent).orElse(OptionalDouble.empty());
  }

  private OptionalDouble pWorse(Headline headline, Optional<LogRatio> ratio) {
    if (allowed == null || ratio.isEmpty()) {
      return OptionalDouble.empty();
    }
    double margin = headline.worseBy(allowed);
    return headline.lowerIsBetter() ? ratio.get().pAbove(margin) : ratio.get().pBelow(margin);
  }

  private ComparedFigure figure(
      Pair pair, Optional<LogRatio> ratio, double adjustedP, boolean regressed) {
    Headline headline = pair.headline();
    Optional<Interval> interval = ratio.flatMap(LogRatio::interval);
    return new ComparedFigure(
        pair.a().cell(),
        headline.label(),
        headline.spread(pair.x().values()).orElse(null),
        headline.spread(pair.y().values()).orElse(null),
        ratio.map(LogRatio::estimate).orElse(null),
        interval.orElse(null),
        interval.isPresent() ? (Double) adjustedP : null,
        interval.map(known -> outcome(headline, known, adjustedP)).orElse(Outcome.NOT_COMPARED),
        regressed,
        interval.isPresent() ? null : reason(pair));
  }

  private static Outcome outcome(Headline headline, Interval interval, double adjustedP) {
    if (interval.contains(1)) {
      return Outcome.NO_DIFFERENCE;
    }
    boolean better = (interval.high() < 1) == headline.lowerIsBetter();
    if (adjustedP <= 1 - LogMean.CONFIDENCE) {
      return better ? Outcome.BETTER : Outcome.WORSE;
    }
    return better ? Outcome.PERHAPS_BETTER : Outcome.PERHAPS_WORSE;
  }

  private String reason(Pair pair) {
    if (isAnotherMachine(pair)) {
      return "the machine was too much faster or slower";
    }
    Optional<String> both =
        pair.x()
            .onlyObstacle()
            .filter(why -> pair.y().onlyObstacle().filter(why::equals).isPresent());
    return both.map(why -> why + " in both")
        .orElse("A has " + pair.x().words() + ", B has " + pair.y().words());
  }
}
