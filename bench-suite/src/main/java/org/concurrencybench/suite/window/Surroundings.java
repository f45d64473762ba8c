package org.concurrencybench.suite.window;

/**
 * What was measured around a window and beside it, of the machine and not of the load.
 *
 * @param before how fast the machine was, the load connected and idle
 * @param after the same when the window and its drain were over
 * @param longestHiccupNanos the longest that a thread overslept which does nothing else, on the
 *     driver's CPUs
 */
public record Surroundings(Bracket before, Bracket after, long longestHiccupNanos) {}
