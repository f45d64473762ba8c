package org.concurrencybench.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.figure.CellSummary;
import org.concurrencybench.report.figure.Spread;
import org.concurrencybench.report.run.Percentile;
import org.concurrencybench.report.run.Round;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.report.run.WindowStatus;
import org.concurrencybench.report.store.RunDirectory;
import org.concurrencybench.report.store.WindowLog;

/**
 * Response times over HdrHistogram's axis, on which each nine more takes the same room: {@code x =
 * log10(1 / (1 - p))}. At each place stands the spread of the rounds' values; percentiles are not
 * averaged. It ends where a round has fewer than ten independent events beyond.
 *
 * @param points ascending; none if the log of a round cannot be used
 * @param complaints why logs cannot be used, with their rounds
 */
record PercentileCurve(List<At> points, List<String> complaints) {

  private static final int POINTS_IN_A_NINE = 12;
  private static final int MOST_NINES = 7;
  private static final double NANOS_PER_MICRO = 1_000;

  /**
   * One place of the curve.
   *
   * @param nines where: 1 is 90 %, 2 is 99 %
   * @param micros response time, over the rounds
   */
  record At(double nines, Spread micros) {}

  PercentileCurve {
    points = List.copyOf(points);
    complaints = List.copyOf(complaints);
  }

  /** Of the valid rounds. */
  static PercentileCurve of(RunDirectory directory, CellSummary cell) {
    List<Histogram> rounds = new ArrayList<>();
    double fewest = Double.MAX_VALUE;
    List<String> complaints = new ArrayList<>();
    for (Round round : cell.cell().rounds()) {
      Optional<Window> window =
          round.result().filter(result -> result.status() == WindowStatus.VALID);
      if (window.isPresent()) {
        WindowLog log = WindowLog.of(directory, window.get());
        if (log.response() != null) {
          rounds.add(log.response());
          fewest =
              Math.min(
                  fewest,
                  log.response().getTotalCount() / window.get().latency().samplesPerEvent());
        } else if (log.complaint() != null) {
          complaints.add("round " + round.number() + ": " + log.complaint());
        }
      }
    }
    return new PercentileCurve(
        complaints.isEmpty() && !rounds.isEmpty() ? points(rounds, fewest) : List.of(), complaints);
  }

  /** With independent events in the round that has fewest. */
  private static List<At> points(List<Histogram> rounds, double fewest) {
    List<At> points = new ArrayList<>();
    for (int i = 0; i <= POINTS_IN_A_NINE * MOST_NINES; i++) {
      double nines = i / (double) POINTS_IN_A_NINE;
      double beyond = Math.pow(10, -nines);
      if (fewest * beyond < Percentile.LEAST_SAMPLES_BEYOND) {
        break;
      }
      List<Double> values =
          rounds.stream()
              .map(round -> round.getValueAtPercentile(100 - 100 * beyond) / NANOS_PER_MICRO)
              .toList();
      Spread.ofListed(values).ifPresent(spread -> points.add(new At(nines, spread)));
    }
    return points;
  }
}
