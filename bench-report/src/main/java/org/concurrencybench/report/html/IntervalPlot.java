package org.concurrencybench.report.html;

import java.util.stream.DoubleStream;
import org.concurrencybench.report.run.Comparison;
import org.concurrencybench.report.run.Direction;

/**
 * An estimate with its interval, beside the margin that the claim asks for, as a small drawing:
 * what is wanted is shaded. A ratio lies on a logarithmic axis, where twice and half are equally
 * far from 1.
 */
final class IntervalPlot {

  private static final int WIDTH = 240;
  private static final int HEIGHT = 34;
  private static final int EDGE = 10;

  private final Comparison comparison;
  private final boolean ratio;
  private final double from;
  private final double to;

  private IntervalPlot(Comparison comparison, double estimate) {
    this.comparison = comparison;
    this.ratio = comparison.unit().isEmpty();
    double[] places =
        DoubleStream.of(
                estimate,
                comparison.margin(),
                comparison.low() == null ? estimate : comparison.low(),
                comparison.high() == null ? estimate : comparison.high(),
                ratio ? 1 : estimate)
            .map(this::place)
            .sorted()
            .toArray();
    double room = Math.max(places[places.length - 1] - places[0], 1e-3) * 0.08;
    this.from = places[0] - room;
    this.to = places[places.length - 1] + room;
  }

  /** The drawing as SVG; empty where there is nothing that could be drawn. */
  static String of(Comparison comparison) {
    Double estimate = comparison.estimate();
    if (estimate == null || !isDrawable(comparison, estimate)) {
      return "";
    }
    return new IntervalPlot(comparison, estimate).svg(estimate);
  }

  private static boolean isDrawable(Comparison comparison, double estimate) {
    double least = comparison.unit().isEmpty() ? Double.MIN_NORMAL : -1e18;
    return DoubleStream.of(
            estimate,
            comparison.margin(),
            comparison.low() == null ? estimate : comparison.low(),
            comparison.high() == null ? estimate : comparison.high())
        .allMatch(value -> value > least && value < 1e18);
  }

  private double place(double value) {
    return ratio ? Math.log(value) : value;
  }

  private double x(double value) {
    return EDGE + (place(value) - from) / (to - from) * (WIDTH - 2 * EDGE);
  }

  private String svg(double estimate) {
    double margin = x(comparison.margin());
    boolean above = comparison.direction() == Direction.AT_LEAST;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg class="interval" viewBox="0 0 %s %s" role="img" \
        aria-label="estimate, interval and margin, as in the columns beside">\
        """
            .formatted(WIDTH, HEIGHT));
    svg.append(
        "<rect class=\"wanted\" x=\"%s\" y=\"2\" width=\"%s\" height=\"26\"/>"
            .formatted(
                tenths(above ? margin : EDGE / 2.0),
                tenths(above ? WIDTH - EDGE / 2.0 - margin : margin - EDGE / 2.0)));
    if (ratio) {
      svg.append("<path class=\"one\" d=\"M%s 2V28\"/>".formatted(tenths(x(1))));
    }
    svg.append("<path class=\"margin\" d=\"M%s 0V30\"/>".formatted(tenths(margin)));
    Double low = comparison.low();
    Double high = comparison.high();
    if (low != null && high != null) {
      svg.append(
          "<path class=\"bar\" d=\"M%s 15H%sM%s 11v8M%s 11v8\"/>"
              .formatted(tenths(x(low)), tenths(x(high)), tenths(x(low)), tenths(x(high))));
    }
    svg.append(
        "<circle class=\"estimate\" cx=\"%s\" cy=\"15\" r=\"4.5\"/>"
            .formatted(tenths(x(estimate))));
    return svg.append("</svg>").toString();
  }

  /** With a point in every locale. */
  private static String tenths(double value) {
    return Double.toString(Math.rint(value * 10) / 10);
  }
}
