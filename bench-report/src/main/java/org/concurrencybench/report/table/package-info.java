/**
 * Results for people: {@link org.concurrencybench.report.table.SummaryMarkdown}, and {@link
 * org.concurrencybench.report.table.TerminalTable} for the end of a run. A figure is what {@link
 * org.concurrencybench.report.figure.Spread} makes of the valid rounds. What was not sustained says
 * so and shows the rate that was reached; what is invalid is shown with its reasons and has no
 * figure.
 *
 * <p>Imports the schema and the figures; writes no file.
 */
@NullMarked
package org.concurrencybench.report.table;

import org.jspecify.annotations.NullMarked;
