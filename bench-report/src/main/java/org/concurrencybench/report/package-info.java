/**
 * Stored results, and what is drawn from them. The packages, each of which sees only those before
 * it:
 *
 * <pre>
 *   run         the schema: what a run leaves behind, as values
 *   store       a run's directory: run.json written so that a killed run keeps what it had, and read back
 *   judge       whether a window may be believed, and whether a rate is a peak
 *   figure      what is read off a window, and its spread over rounds
 *   statistics  what may be concluded from a few rounds
 *   claim       the rules of the claims, and the verdicts
 *   csv         summary.csv and timeseries.csv, for other programs
 *   table       summary.md and the table in the terminal, for people
 *   html        report.html: the same with charts and the design-review sheet
 *   svg         charts/*.svg, for slides
 *   compare     two runs side by side
 * </pre>
 *
 * <p>Start at {@link org.concurrencybench.report.run.Run} and {@link
 * org.concurrencybench.report.store.RunDirectory}. Imports no socket, no server and no driver:
 * whoever measures fills in the schema, and a stored run can be drawn on another machine.
 */
@NullMarked
package org.concurrencybench.report;

import org.jspecify.annotations.NullMarked;
