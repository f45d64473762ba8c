package org.concurrencybench.report.svg;

/** A place in the drawing. */
record Point(double x, double y) {}
