/**
 * The slow backend that servers call: it answers each call after the wait that was asked for, and
 * does nothing else. Start at {@link org.concurrencybench.backend.SlowBackend}.
 *
 * <p>It is part of the measuring, as the load driver is: a late answer would count as the server's
 * time. So it runs on the driver's paced event loop, which sleeps until the next answer is due and
 * not by the millisecond, makes no object for a call, and says how late it was.
 *
 * <p>Knows no server and no result.
 */
@NullMarked
package org.concurrencybench.backend;

import org.jspecify.annotations.NullMarked;
