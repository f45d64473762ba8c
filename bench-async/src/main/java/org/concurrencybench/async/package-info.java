/**
 * An event loop: a few threads serve all connections. Start at {@code NettyServer}; the story of
 * one connection is in {@code AsyncConnection}, and what requests ask for beyond an echo is done in
 * {@code Performing}.
 *
 * <p>How it works: there are as many threads as CPUs. Each asks the kernel which of its connections
 * are ready, reads what has come, answers it and goes on; one of them also accepts. Nothing on a
 * loop ever blocks: a peer that does not read is not read from, and a request that must wait is put
 * aside until it is called back.
 *
 * <p>What must wait (a backend call, a long poll, a computation elsewhere) is a {@code Wait}: an
 * object, a timer, and no thread. A message to a room is written at once to members on the same
 * loop, and left for the others' loops, which are told once for all members.
 *
 * <p>What it costs: no thread and no stack per connection, only Netty's objects for a channel and
 * the state of the protocol; buffers exist while there is something in them. In exchange each
 * connection is a state machine, and its story is told in callbacks.
 *
 * <p>How it fails under overload: everything gets slower together. A handler that computes holds up
 * every connection of its loop, because nothing pre-empts it.
 *
 * <p>Imports nothing of the other models.
 */
@NullMarked
package org.concurrencybench.async;

import org.jspecify.annotations.NullMarked;
