/**
 * The command line. Each command turns words into values, says clearly which word is wrong, and
 * hands over; no command measures anything itself. Start at {@link
 * org.concurrencybench.suite.cli.CommandLines}.
 */
@NullMarked
package org.concurrencybench.suite.cli;

import org.jspecify.annotations.NullMarked;
