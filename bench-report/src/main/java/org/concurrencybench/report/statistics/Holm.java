package org.concurrencybench.report.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests at once ("A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 1979). Whoever asks often enough finds
 * something; corrected, the chance of finding anything that is not there stays at the level of one
 * test.
 */
public final class Holm {

  private Holm() {}

  /**
   * The corrected probabilities, in the order of {@code p}: the smallest of m times m, the next
   * times m - 1, and so on; none smaller than one before it, none above 1.
   */
  public static List<Double> adjusted(List<Double> p) {
    int m = p.size();
    List<Integer> ascending =
        IntStream.range(0, m).boxed().sorted(Comparator.comparing(p::get)).toList();
    double[] adjusted = new double[m];
    double reached = 0;
    for (int rank = 0; rank < m; rank++) {
      int index = ascending.get(rank);
      reached = Math.max(reached, Math.min(1, (m - rank) * p.get(index)));
      adjusted[index] = reached;
    }
    return IntStream.range(0, m).mapToObj(i -> adjusted[i]).toList();
  }
}
