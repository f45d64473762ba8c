/**
 * Labs: small measurements of the harness itself and of what it is built on, each with a goal and
 * one command, {@code bench lab <name>}. Start at {@link org.concurrencybench.suite.lab.Lab}.
 *
 * <p>A lab puts two things side by side on the machine where it runs and says how they relate: the
 * load driver beside {@code wrk}, a server beside a loop that only writes a constant, few
 * connections beside many, a closed loop beside an open one. Its figures are ratios and slopes
 * inside one run, taken in alternating pairs, because a shared machine changes its speed from one
 * minute to the next. They say nothing about the models and enter no results directory.
 *
 * <p>Names no model's classes: the servers that the models are held against are written here once
 * more, as bare as they can be.
 */
@NullMarked
package org.concurrencybench.suite.lab;

import org.jspecify.annotations.NullMarked;
