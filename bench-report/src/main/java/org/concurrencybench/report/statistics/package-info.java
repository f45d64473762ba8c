/**
 * What may be concluded from a few rounds. Start at {@link
 * org.concurrencybench.report.statistics.LogMean}: the mean of positive figures, or of their
 * ratios, with Student's interval. Pure arithmetic: nothing here knows a run or a claim.
 */
@NullMarked
package org.concurrencybench.report.statistics;

import org.jspecify.annotations.NullMarked;
