/**
 * An event loop that is on time: a thread that moves bytes and does what is due, in turn. Start at
 * {@link org.concurrencybench.system.loop.EventLoops} and {@link
 * org.concurrencybench.system.loop.Pacer}.
 *
 * <p>How it works: the loop's wait for bytes ends when the pacer's next due time comes ({@code
 * PacedIoHandler}), so there is no timer task and no object for a request. A strict thread stops
 * sleeping a little before that and runs before others of its CPU ({@code Punctuality}).
 *
 * <p>The load driver and the slow backend are built on it. What it costs is in {@code
 * docs/decisions/0005-driver-cost.md}.
 */
@NullMarked
package org.concurrencybench.system.loop;

import org.jspecify.annotations.NullMarked;
