package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.concurrencybench.core.room.Room;

/**
 * How bytes reach a connection that has been in a room: from then on its own replies and the
 * messages of its room share one way, in one order.
 */
sealed interface Outbox permits QueuedOutbox, DirectOutbox {

  /**
   * Takes the connection's own replies and leaves {@code output} empty. Called by its thread, which
   * is held up as long as the client does not take them.
   *
   * @throws IOException if the client is gone or was too slow
   */
  void reply(ArraySink output) throws IOException;

  /**
   * Joins the room and takes the connection's own replies, of which the last says so, as one step:
   * when the client has the answer it is a member, and no message of the room precedes the answer.
   * From now on this seat's messages are taken, and no other's. Called as {@link #reply}.
   *
   * @throws IOException if the client is gone or was too slow; the seat may have joined
   */
  void enter(Seat seat, Room room, ArraySink output) throws IOException;

  /**
   * From now on no seat's messages are taken. What was taken before is still delivered. Called by
   * the connection's thread.
   */
  void vacate();

  /**
   * Takes a message, or counts it as dropped if {@code from} is not the current seat or the client
   * is gone. Called by any thread; never throws for the client's fault.
   *
   * @param message whole, backed by an array, shared with others
   * @param publishedNanos when its sender began to hand it to the members, by {@link
   *     System#nanoTime}
   */
  void deliver(Seat from, ByteBuffer message, long publishedNanos);

  /**
   * Waits until everything that was taken has been written.
   *
   * @throws IOException if that will never be
   */
  void drain() throws IOException;

  /**
   * The socket is closed: counts what is left as dropped, and leaves no thread behind.
   *
   * @throws IllegalStateException if a bug has ended the thread that writes
   */
  void abandon();
}
