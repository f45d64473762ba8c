/**
 * Looks at the machine before a run: how fast, how quiet, how it is set, and what cannot be
 * concluded on it. Start at {@link org.concurrencybench.suite.check.MachineProbe}. The figures come
 * from {@code system.machine} and {@code system.os}; the conclusions and every threshold are in
 * {@link org.concurrencybench.report.judge.MachineJudge}.
 */
@NullMarked
package org.concurrencybench.suite.check;

import org.jspecify.annotations.NullMarked;
