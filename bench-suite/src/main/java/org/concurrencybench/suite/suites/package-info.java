/**
 * The suites: what is asked of the servers, as JMH classes that also run alone. Start at {@link
 * org.concurrencybench.suite.suites.ShortRequests}; {@link
 * org.concurrencybench.suite.suites.Suites} lists them all. What a window measures is in {@code
 * suite.window}; which windows a run has, and in what order, in {@code suite.run}.
 */
@NullMarked
package org.concurrencybench.suite.suites;

import org.jspecify.annotations.NullMarked;
