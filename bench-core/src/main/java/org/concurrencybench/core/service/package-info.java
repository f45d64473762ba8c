/**
 * The work, seen from no model and no protocol: a {@link org.concurrencybench.core.service.Request}
 * goes in, an {@link org.concurrencybench.core.service.Outcome} comes out. Start at {@link
 * org.concurrencybench.core.service.Service}.
 *
 * <p>The same service object runs in every server, so the work is not a variable of the experiment.
 * Nothing here does I/O, starts a thread or waits.
 */
@NullMarked
package org.concurrencybench.core.service;

import org.jspecify.annotations.NullMarked;
