/**
 * What is read off a window, and how it spreads over the rounds of a cell. Start at {@link
 * org.concurrencybench.report.figure.CellSummary}. Everything that is shown, in whatever form, goes
 * through it: only valid windows count, a saturated one "did not sustain", an invalid one is shown
 * and never ranked, and percentiles are never averaged.
 *
 * <p>Imports the schema; nothing that writes.
 */
@NullMarked
package org.concurrencybench.report.figure;

import org.jspecify.annotations.NullMarked;
