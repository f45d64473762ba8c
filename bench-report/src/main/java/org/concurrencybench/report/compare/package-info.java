/**
 * Two runs side by side: what changed, and whether it is more than chance. Start at {@link
 * org.concurrencybench.report.compare.RunComparison}; {@link
 * org.concurrencybench.report.compare.ComparisonTable}, {@link
 * org.concurrencybench.report.compare.ComparisonMarkdown} and {@link
 * org.concurrencybench.report.compare.ComparisonHtml} write it.
 *
 * <p>Rounds of two runs share no minutes, so that they are no pairs: the interval is Welch's. What
 * else differed between the two is named beside the figures, and what cannot be compared is
 * refused. Imports the schema, the figures and the statistics; reads and writes no file.
 */
@NullMarked
package org.concurrencybench.report.compare;

import org.jspecify.annotations.NullMarked;
