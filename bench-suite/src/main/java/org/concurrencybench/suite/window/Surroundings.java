package org.concurrencybench.suite.window;

import org.concurrencybench.driver.machine.UnitSpeed;

/**
 * What was measured around a window and beside it, of the machine and not of the load.
 *
 * @param before a unit of computation on the CPUs of both sides, the load connected and idle
 * @param after the same when the window and its drain were over
 * @param longestHiccupNanos the longest that a thread overslept which does nothing else, on the
 *     driver's CPUs
 */
public record Surroundings(UnitSpeed before, UnitSpeed after, long longestHiccupNanos) {}
