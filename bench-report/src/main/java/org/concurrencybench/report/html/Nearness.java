package org.concurrencybench.report.html;

import java.util.Set;
import org.concurrencybench.report.run.Parameters;

/**
 * When a measured cell is near enough to a question to answer it. This is the one place of the
 * rule; sheet.js gets these numbers and applies them.
 *
 * <ol>
 *   <li>The cell is an open loop: a closed one asks the less the slower the server is, so that its
 *       times say nothing about a rate that does not wait.
 *   <li>Connections, rate, the backend's wait and the computing of a request are each within a
 *       factor of {@link #factor}. Without a wait in the question there is none in the cell, and
 *       without computing none.
 *   <li>The cell's rate is not below the one that is asked for: a model that holds at a higher rate
 *       holds at a lower one, and not the other way round. Less than {@link #sameRate} below is the
 *       same rate.
 * </ol>
 *
 * Of several cells of a contender the nearest answers: the one with the smallest sum of factors, as
 * logarithms.
 *
 * @param factor how many times off each of them may be, in either direction
 * @param sameRate a rate this part away is the same
 */
record Nearness(double factor, double sameRate) {

  /** What requests and replies can be; {@code null} in a run whose cells do not say. */
  private static final Set<String> WORKLOADS =
      Set.of("hello", "echo", "compute", "backend", "null");

  /** The rule that is applied. */
  static final Nearness RULE = new Nearness(2, 0.02);

  /** In words, for the page. */
  String words() {
    return """
    A cell is near enough when it is an open loop, its connections, rate, wait and computing \
    are each within a factor of %s of the question, and its rate is not below the question's: \
    nothing is extrapolated upwards. A question without wait or computing is answered only by \
    cells without. Of several, the nearest answers.\
    """
        .formatted(factor == Math.rint(factor) ? String.valueOf((int) factor) : factor);
  }

  /** Whether the parameters have the kind of load that can answer at all. */
  static boolean isOpenLoop(Parameters parameters) {
    // A chat or a long poll is another question.
    return WORKLOADS.contains(String.valueOf(parameters.text(Parameters.WORKLOAD)))
        && !parameters.isClosedLoop()
        && parameters.number(Parameters.RATE_PER_SECOND) != null
        && parameters.number(Parameters.CONNECTIONS) != null;
  }
}
