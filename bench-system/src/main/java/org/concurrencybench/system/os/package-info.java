/**
 * What the operating system and the JVM say about a process: what it cost, where it may run, what
 * it may use. Start at {@link org.concurrencybench.system.os.ResourceUsage}.
 *
 * <p>Linux is read through {@code /proc} and, where that is too coarse or forgets ended threads,
 * through the C library (JEP 454). Elsewhere a value that cannot be had is {@code null} or empty;
 * nothing is guessed. Calls that act on the <em>current thread</em> refuse a virtual thread: its
 * carrier would be meant.
 *
 * <p>Nothing here knows a server, a load or a result.
 */
@NullMarked
package org.concurrencybench.system.os;

import org.jspecify.annotations.NullMarked;
