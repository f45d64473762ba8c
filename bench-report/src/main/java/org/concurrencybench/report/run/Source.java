package org.concurrencybench.report.run;

import org.jspecify.annotations.Nullable;

/**
 * The state of the source code that ran.
 *
 * @param commit the git commit; null outside a clone
 * @param dirty whether files differed from that commit; null if that is not known
 */
public record Source(@Nullable String commit, @Nullable Boolean dirty) {}
