/**
 * One window: this process loads a server process, both are counted before and after, and the
 * figures become a {@link org.concurrencybench.report.run.Window}. Start at {@link
 * org.concurrencybench.suite.window.ServerUnderLoad}. Used in JMH's forks; knows no suite and no
 * profile.
 */
@NullMarked
package org.concurrencybench.suite.window;

import org.jspecify.annotations.NullMarked;
