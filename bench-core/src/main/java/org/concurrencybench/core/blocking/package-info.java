/**
 * A thread per connection, whatever kind of thread: accept, read, decode, handle, encode, write,
 * close, each blocking where it must wait. Start at {@link
 * org.concurrencybench.core.blocking.BlockingServer}; the story of one connection is in {@code
 * BlockingConnection}.
 *
 * <p>What must wait, waits in the connection's own thread: for the offload pool, for the backend
 * over a connection of its own, in a long poll until somebody publishes. Two things a sleeping
 * thread cannot do, and others do for it:
 *
 * <ul>
 *   <li>Write what its room says. From its first JOIN a connection has an {@code Outbox}: a queue
 *       with a writer, a second thread of the same kind, or with {@code --fanout direct} a lock
 *       under which each sender writes. Either has a bound, over which the member is disconnected.
 *   <li>Notice that its client left during a long poll, or takes too long to read. A {@code
 *       SharedWatch} does that, one thread for all connections of a server, while there are any to
 *       look at.
 * </ul>
 *
 * <p>A connection that does none of this has none of it.
 *
 * <p>The models {@code threaded} and {@code virtual} both are this code with another kind of
 * thread, so that they differ in nothing else.
 */
@NullMarked
package org.concurrencybench.core.blocking;

import org.jspecify.annotations.NullMarked;
