/**
 * The knee: the highest load under which a server meets a stated objective. Start at {@link
 * org.concurrencybench.suite.knee.KneeSearch}, which knows no server, clock or socket: it names the
 * next load to try and hears how that went. Who tries loads is in {@code suite.drive} and {@code
 * suite.suites}.
 */
@NullMarked
package org.concurrencybench.suite.knee;

import org.jspecify.annotations.NullMarked;
