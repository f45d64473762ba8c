/**
 * A virtual thread per connection (JEP 444).
 *
 * <p>How it works: the same code as the model {@code threaded}, but a thread that waits leaves its
 * carrier thread, and its stack moves to the heap; the JDK's pollers wake it when its socket is
 * ready. There are as many carriers as CPUs, set by {@code jdk.virtualThreadScheduler.parallelism}.
 *
 * <p>What it costs: a few kilobytes of heap per connection, and a mount and an unmount for each
 * wait; twice that for a member of a room with a writer.
 *
 * <p>How it fails under overload: nothing pre-empts a virtual thread, so one that computes keeps
 * its carrier until it waits, and the others wait with it.
 */
@NullMarked
package org.concurrencybench.virtual;

import org.jspecify.annotations.NullMarked;
