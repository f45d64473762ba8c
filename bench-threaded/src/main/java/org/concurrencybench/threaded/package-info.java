/**
 * A platform thread per connection.
 *
 * <p>How it works: one thread accepts and starts a thread for each connection; that thread reads,
 * handles and writes, and sleeps in the kernel in between. The code of a connection is in {@code
 * org.concurrencybench.core.blocking}.
 *
 * <p>What it costs: a stack and a kernel stack per connection, touched as deep as the deepest call
 * so far, and a context switch by the operating system whenever a thread sleeps or wakes. A member
 * of a room has two threads, its reader and its writer, unless senders write directly.
 *
 * <p>How it fails under overload: connections beyond the limit of threads are closed; those that
 * are served share the CPUs fairly, because the kernel pre-empts.
 */
@NullMarked
package org.concurrencybench.threaded;

import org.jspecify.annotations.NullMarked;
