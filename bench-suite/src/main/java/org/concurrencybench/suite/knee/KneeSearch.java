package org.concurrencybench.suite.knee;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the highest load that a server sustains, told of one window at a time.
 *
 * <pre>
 *   rise       start, x2, x2, ... until one is missed           (or fall: /2, /2, ... until one is met)
 *   close in   the geometric mean of the highest met and the lowest missed, until they are near
 *   confirm    a longer window at the highest met, and one at the lowest missed
 *                met again, missed again: found
 *                otherwise the longer window counts, and the search goes on from there
 * </pre>
 *
 * <p>Both sides are confirmed because a short window can err either way, and by the side on which
 * it errs a search that trusts it ends too high or too low. Nothing is assumed of the windows but
 * that the later and longer one is worth more. A window that says nothing is repeated, at most
 * {@value #REPETITIONS} times, and never counts as missed; if none at a load can be believed, the
 * search closes in from below and the result is "at least". Where nothing at all can be believed it
 * gives up.
 *
 * <p>Pure arithmetic: no clock, no server. Not thread-safe.
 */
public final class KneeSearch {

  /** How often a probe is repeated that said nothing. */
  public static final int REPETITIONS = 2;

  /** How many windows a search has, unless it is told otherwise: a good dozen are enough. */
  public static final int MOST_PROBES = 40;

  private static final double STEP = 2;

  /** With so many loads of which none could be measured, the fault is not the load's. */
  private static final int MOST_UNKNOWN = 3;

  private static final int DIGITS = 3;

  private final Range range;
  private final TreeSet<Double> met = new TreeSet<>();
  private final TreeSet<Double> missed = new TreeSet<>();
  private final TreeSet<Double> unknown = new TreeSet<>();
  private final Set<Double> confirmed = new HashSet<>();
  private int probes;
  private int repeated;

  /**
   * Where to look.
   *
   * @param start the first load
   * @param lowest nothing is tried below it
   * @param highest nothing is tried above it
   * @param resolution how near the two ends must come, as a ratio above 1; 2 asks whole steps only
   * @param mostProbes the search ends after so many windows, settled or not
   */
  public record Range(
      double start, double lowest, double highest, double resolution, int mostProbes) {

    /** Refuses a range without a load in it. */
    public Range {
      if (!(lowest > 0 && lowest <= start && start <= highest)) {
        throw new IllegalArgumentException(
            "a search from %s, between %s and %s: must start between, above 0"
                .formatted(start, lowest, highest));
      }
      if (!(resolution > 1)) {
        throw new IllegalArgumentException("resolution " + resolution + ": must be above 1");
      }
      if (mostProbes < 1) {
        throw new IllegalArgumentException("probes: " + mostProbes + ", must be at least 1");
      }
    }
  }

  /** Measures what a search wants to know. */
  @FunctionalInterface
  public interface Prober {

    /**
     * How the load went; null to break the search off.
     *
     * @throws IOException if it cannot be measured, which ends the search
     */
    @Nullable Sustained probe(Step.Probe wanted) throws IOException, InterruptedException;
  }

  /** A search that has heard nothing. */
  public KneeSearch(Range range) {
    this.range = range;
  }

  /** Searches to the end; empty if {@code prober} broke it off. */
  public Optional<Knee> run(Prober prober) throws IOException, InterruptedException {
    Step step = next();
    while (step instanceof Step.Probe wanted) {
      Sustained answer = prober.probe(wanted);
      if (answer == null) {
        return Optional.empty();
      }
      heard(answer);
      step = next();
    }
    return Optional.of(((Step.Found) step).knee());
  }

  /** What is to be done now. Asking twice changes nothing. */
  public Step next() {
    boolean hopeless = met.isEmpty() && missed.isEmpty() && unknown.size() >= MOST_UNKNOWN;
    if (hopeless || probes >= range.mostProbes()) {
      return found(false);
    }
    if (met.isEmpty() && above() == null) {
      return new Step.Probe(range.start(), false);
    }
    if (met.isEmpty()) {
      return fall(lowestAbove());
    }
    return above() == null ? rise(met.last()) : closeIn(met.last(), lowestAbove());
  }

  private Step fall(double above) {
    if (above > range.lowest()) {
      return new Step.Probe(Math.max(range.lowest(), Math.rint(above / STEP)), false);
    }
    return isSettledAbove(above) ? found(true) : new Step.Probe(above, true);
  }

  private Step rise(double highestMet) {
    if (highestMet < range.highest()) {
      return new Step.Probe(Math.min(range.highest(), highestMet * STEP), false);
    }
    return confirmed.contains(highestMet) ? found(true) : new Step.Probe(highestMet, true);
  }

  private Step closeIn(double low, double high) {
    double between = rounded(Math.sqrt(low * high));
    if (high / low > range.resolution() && between > low && between < high) {
      return new Step.Probe(between, false);
    }
    if (!confirmed.contains(low)) {
      return new Step.Probe(low, true);
    }
    return isSettledAbove(high) ? found(true) : new Step.Probe(high, true);
  }

  /** What cannot be measured is not confirmed: it has been repeated. */
  private boolean isSettledAbove(double load) {
    return confirmed.contains(load) || unknown.contains(load);
  }

  /**
   * How the probe went that {@link #next} named.
   *
   * @throws IllegalStateException if it named none
   */
  public void heard(Sustained answer) {
    if (!(next() instanceof Step.Probe(double load, boolean confirming))) {
      throw new IllegalStateException("the search is over");
    }
    probes++;
    switch (answer) {
      case YES -> {
        met.add(load);
        missed.headSet(load, true).clear();
        unknown.headSet(load, true).clear();
      }
      case NO -> {
        missed.add(load);
        met.tailSet(load, true).clear();
        unknown.remove(load);
      }
      case UNKNOWN -> {
        repeated++;
        if (repeated <= REPETITIONS) {
          return;
        }
        unknown.add(load);
        met.tailSet(load, true).clear();
      }
    }
    repeated = 0;
    if (confirming) {
      confirmed.add(load);
    } else {
      confirmed.remove(load);
    }
  }

  private Step found(boolean settled) {
    Double above = above();
    Knee.Limit limit =
        above == null
            ? Knee.Limit.NONE
            : missed.contains(above) ? Knee.Limit.SERVER : Knee.Limit.DRIVER;
    return new Step.Found(
        new Knee(met.isEmpty() ? null : met.last(), above, limit, settled, probes));
  }

  private @Nullable Double above() {
    if (missed.isEmpty() && unknown.isEmpty()) {
      return null;
    }
    return lowestAbove();
  }

  private double lowestAbove() {
    double lowest = Double.POSITIVE_INFINITY;
    if (!missed.isEmpty()) {
      lowest = missed.first();
    }
    return unknown.isEmpty() ? lowest : Math.min(lowest, unknown.first());
  }

  /** Loads that a person can read: three digits, and whole. */
  private static double rounded(double load) {
    double unit = Math.max(1, Math.pow(10, Math.floor(Math.log10(load)) + 1 - DIGITS));
    return Math.rint(load / unit) * unit;
  }
}
