/**
 * The suites: what is asked of the servers. Start at {@link
 * org.concurrencybench.suite.suites.ShortRequests}; {@link
 * org.concurrencybench.suite.suites.Suites} lists them all, and {@link
 * org.concurrencybench.suite.suites.MeasuredRound} measures a round of any. What a window measures
 * is in {@code suite.window}; which windows a run has, and in what order, in {@code suite.run}.
 */
@NullMarked
package org.concurrencybench.suite.suites;

import org.jspecify.annotations.NullMarked;
