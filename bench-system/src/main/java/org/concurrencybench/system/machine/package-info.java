/**
 * How fast and how quiet this machine is just now, found out by trying: the time of a unit of
 * computation, how late the kernel wakes a sleeper, what a clock, a switch of threads and a byte
 * over loopback cost. Start at {@link org.concurrencybench.system.machine.UnitSpeed}, {@link
 * org.concurrencybench.system.machine.KernelPath} and {@link
 * org.concurrencybench.system.machine.HiccupMeter}, which bracket and accompany every window; the
 * others serve {@code bench check}.
 *
 * <p>Everything here runs on threads of its own that are pinned where threads can be pinned. Knows
 * no server, no load and no result, and judges nothing.
 */
@NullMarked
package org.concurrencybench.system.machine;

import org.jspecify.annotations.NullMarked;
