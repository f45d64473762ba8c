/**
 * Whether a window may be believed. Start at {@link org.concurrencybench.report.judge.WindowJudge},
 * the one place of every threshold. Pure functions of what was measured: nothing here reads a clock
 * or a file.
 */
@NullMarked
package org.concurrencybench.report.judge;

import org.jspecify.annotations.NullMarked;
