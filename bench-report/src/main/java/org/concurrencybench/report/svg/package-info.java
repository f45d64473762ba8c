/**
 * {@code charts/*.svg}: the charts of a run for slides and documents, one file each that suits
 * light and dark. Start at {@link org.concurrencybench.report.svg.Charts}.
 *
 * <p>Text stays text, nothing is fetched, and every chart carries the conditions under which it was
 * measured. Imports the schema, the figures and the histograms of a run's directory; computes no
 * statistic of its own.
 */
@NullMarked
package org.concurrencybench.report.svg;

import org.jspecify.annotations.NullMarked;
