/**
 * Rooms: who is in one, what was said in it, and who waits for the next message. Start at {@link
 * org.concurrencybench.core.room.Room}.
 *
 * <p>The same rooms serve every model and every protocol, so that a WebSocket and a long poll can
 * meet in one. How a message reaches a member is the model's own: a {@link
 * org.concurrencybench.core.room.Member} is handed it by the thread that publishes. Nothing here
 * does I/O, starts a thread or waits.
 */
@NullMarked
package org.concurrencybench.core.room;

import org.jspecify.annotations.NullMarked;
