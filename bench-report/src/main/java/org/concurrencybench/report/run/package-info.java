/**
 * What a run leaves behind, as values: the schema of {@code run.json}. Start at {@link
 * org.concurrencybench.report.run.Run}, which holds {@link org.concurrencybench.report.run.Cell}s,
 * which hold {@link org.concurrencybench.report.run.Round}s, which hold {@link
 * org.concurrencybench.report.run.Window}s, where the figures are.
 *
 * <p>Everything is immutable, and checked when it is made. A component that is null was not
 * measured; it is never zero instead, and never NaN. The name of a component is its name in the
 * file and carries its unit: {@code Micros} are decimal microseconds, {@code utilisation} is a
 * fraction of the CPUs that the process may use, from 0 to 1.
 *
 * <p>Imports annotations of Jackson and the histograms of HdrHistogram; no file, no socket, nothing
 * of the other packages here.
 */
@NullMarked
package org.concurrencybench.report.run;

import org.jspecify.annotations.NullMarked;
