/**
 * A thread per connection, whatever kind of thread: accept, read, decode, handle, encode, write,
 * close, each blocking where it must wait. Start at {@link
 * org.concurrencybench.core.blocking.BlockingServer}; the story of one connection is in {@code
 * BlockingConnection}.
 *
 * <p>The models {@code threaded} and {@code virtual} both are this code with another kind of
 * thread, so that they differ in nothing else.
 */
@NullMarked
package org.concurrencybench.core.blocking;

import org.jspecify.annotations.NullMarked;
