/**
 * What {@code mvn benchmark} does: plan rounds in a shuffled order, let JMH run each in fresh
 * processes, and write the results. Start at {@link org.concurrencybench.suite.run.BenchmarkRun}.
 * The windows themselves are measured in JMH's forks, by {@code suite.window}.
 */
@NullMarked
package org.concurrencybench.suite.run;

import org.jspecify.annotations.NullMarked;
