/**
 * The composition root: {@link org.concurrencybench.suite.Bench} is the program behind {@code
 * ./bench} and {@code mvn benchmark}. Its commands are in {@code suite.cli}; what a run does is in
 * {@code suite.run}; the suites, as JMH classes, are in {@code suite.suites}. Nothing depends on
 * this module, and it names no model's class.
 */
@NullMarked
package org.concurrencybench.suite;

import org.jspecify.annotations.NullMarked;
