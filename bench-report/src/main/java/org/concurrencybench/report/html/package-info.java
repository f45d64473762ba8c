/**
 * report.html: a run as one page that needs no network, for a screen, a phone or paper. Start at
 * {@link org.concurrencybench.report.html.ReportHtml}.
 *
 * <pre>
 *   Run ──▶ the words and tables, as HTML               readable without a script
 *    │
 *    ├────▶ Chart, Chart, ... as JSON ──▶ charts.js     drawn by uPlot in the reader's browser
 *    └────▶ SheetCell, ... as JSON ─────▶ sheet.js      the design-review sheet
 * </pre>
 *
 * <p>Nothing is measured or judged here: estimates come from {@code figure}, words from {@code
 * table}, verdicts from the run. What this package adds to them is the percentile curves and the
 * seconds of the interval logs, which are read here, once each, and decimated ({@link
 * org.concurrencybench.report.html.PercentileAxis}) before they are embedded. A run may come from
 * anywhere: every text of it is escaped, and no path of it leads out of its directory.
 *
 * <p>Imports the schema, the store, the figures, the tables and HdrHistogram.
 */
@NullMarked
package org.concurrencybench.report.html;

import org.jspecify.annotations.NullMarked;
