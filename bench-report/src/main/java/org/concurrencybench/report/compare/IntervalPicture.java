package org.concurrencybench.report.compare;

import java.util.Objects;
import java.util.stream.Stream;
import org.concurrencybench.report.statistics.Interval;
import org.concurrencybench.report.svg.Markup;

/**
 * Intervals of ratios drawn on one logarithmic axis, with a line at 1.
 *
 * @param extent the largest distance from 1 that is drawn, as a natural logarithm
 */
record IntervalPicture(double extent) {

  private static final int WIDTH = 180;
  private static final int HEIGHT = 16;
  private static final double PADDING = 4;

  /** A quarter either way at least, so that small differences look small; twenty at most. */
  private static final double LEAST = Math.log(1.25);

  private static final double MOST = Math.log(20);

  static IntervalPicture of(RunComparison comparison) {
    double widest =
        comparison.figures().stream()
            .map(ComparedFigure::interval)
            .filter(Objects::nonNull)
            .flatMap(interval -> Stream.of(interval.low(), interval.high()))
            .mapToDouble(end -> Math.abs(Math.log(end)))
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    return new IntervalPicture(Math.clamp(widest, LEAST, MOST));
  }

  /** The picture, as an element of HTML. */
  String of(Interval interval, double estimate) {
    double middle = HEIGHT / 2.0;
    return """
    <svg viewBox="0 0 %s %s" width="%s" height="%s" aria-hidden="true">\
    <line class="one" x1="%s" x2="%s" y1="0" y2="%s"/>\
    <line class="interval" x1="%s" x2="%s" y1="%s" y2="%s"/>\
    <circle class="estimate" cx="%s" cy="%s" r="3.5"/></svg>\
    """
        .formatted(
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            x(1),
            x(1),
            HEIGHT,
            x(interval.low()),
            x(interval.high()),
            Markup.number(middle),
            Markup.number(middle),
            x(estimate),
            Markup.number(middle));
  }

  private String x(double ratio) {
    double part = (Math.clamp(Math.log(ratio) / extent, -1, 1) + 1) / 2;
    return Markup.number(PADDING + part * (WIDTH - 2 * PADDING));
  }
}
