/**
 * The answer to "which model, for this load?", read off a run that measured it. Start at {@link
 * org.concurrencybench.suite.ask.Answer}; the rule of the recommendation is {@link
 * org.concurrencybench.suite.ask.Recommendation} and nowhere else. Starts nothing: the run is
 * {@code suite.run}'s.
 */
@NullMarked
package org.concurrencybench.suite.ask;

import org.jspecify.annotations.NullMarked;
