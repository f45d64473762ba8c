/**
 * The load driver: offers a load to a server, open or closed loop, and records what came back.
 * Start at {@link org.concurrencybench.driver.LoadDriver} for requests and replies; {@link
 * org.concurrencybench.driver.ChatDriver} lets members of rooms talk, and {@link
 * org.concurrencybench.driver.HeldPolls} holds long polls and wakes them.
 *
 * <p>How it works: each {@link org.concurrencybench.driver.Load#workers worker} is one event loop
 * with its own connections, its own schedule and its own histograms; nothing is shared while a
 * window runs. The loop waits for bytes, at most until the next request is due ({@code
 * PacedIoHandler}). A request is due at its intended time whatever the server does, waits for its
 * connection if that is busy, and is charged from the intended time: see {@link
 * org.concurrencybench.driver.WindowResult} for the three times, and why a stalled server cannot
 * hide.
 *
 * <p>A delivery of a chat is charged from when its publish was due, which the message itself
 * carries: {@link org.concurrencybench.driver.ChatResult}. Requests that compute among others that
 * do not are recorded apart: {@link org.concurrencybench.driver.Computing}.
 *
 * <p>What it costs: one read, one write and two readings of the clock for a request, and no object
 * of ours that outlives it. {@code docs/decisions/0005-driver-cost.md} has the numbers.
 *
 * <p>How it fails under overload: requests are late, and the lateness histogram says so.
 *
 * <p>Knows the protocols of {@code core} in the client role. Must not import a server, and nothing
 * that stores or draws results.
 */
@NullMarked
package org.concurrencybench.driver;

import org.jspecify.annotations.NullMarked;
