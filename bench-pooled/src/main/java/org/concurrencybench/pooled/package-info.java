/**
 * Selectors wait, a bounded pool of platform threads handles requests: what Tomcat, Jetty and
 * Undertow do. Start at {@code PooledServer}; a connection's sockets are in {@code
 * PooledConnection}, what is said over it in {@code Dialog}, and what requests ask for beyond an
 * echo is done in {@code Performing}.
 *
 * <p>How it works: as many selectors as CPUs ask the kernel which connections are ready, read, and
 * cut the bytes into requests. A request goes to the pool; its worker handles it, writes the reply,
 * and goes on while more requests of that connection are there. {@code Custody} says which of the
 * two threads may use the connection.
 *
 * <p>What it costs: no thread for a connection, but a hand-over between two threads for each
 * request, and the stacks of all workers. An idle connection or a held long poll takes no worker; a
 * request that waits for the backend or for a computation elsewhere holds one as long. Messages of
 * a room are written by the worker of their sender, which no member can hold up: what a socket does
 * not take is left to its selector, up to a bound.
 *
 * <p>How it fails under overload: with all workers taken, requests wait in a queue, quick ones
 * behind slow ones; with the queue full they are answered "busy" at once.
 *
 * <p>Imports nothing of the other models.
 */
@NullMarked
package org.concurrencybench.pooled;

import org.jspecify.annotations.NullMarked;
