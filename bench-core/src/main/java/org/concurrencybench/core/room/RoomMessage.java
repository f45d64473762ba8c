package org.concurrencybench.core.room;

import java.nio.ByteBuffer;

/**
 * A message as its room keeps it. Immutable; may be read by any number of threads.
 *
 * @param sequence its place in the room, from 1
 * @param type what the bytes are
 * @param payload read-only and owned by the message; {@link ByteBuffer#duplicate() duplicate} it
 *     before reading
 */
public record RoomMessage(long sequence, MessageType type, ByteBuffer payload) {}
