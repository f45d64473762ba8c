package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * What a connection reads into: 512 bytes while it is idle, 16 KiB while a message is incomplete.
 * The large one is given back with the message, because at ten thousand connections standing
 * buffers would be what memory measures.
 */
final class ReadBuffer {

  private static final int STANDING_BYTES = 512;
  private static final int MESSAGE_BYTES = 16 * 1024;

  /** Nothing is unread before the first read. */
  private final ByteBuffer standing = ByteBuffer.allocate(STANDING_BYTES).limit(0);

  private ByteBuffer current = standing;

  /**
   * Blocks until something has arrived; false at the end of input. What was read before must have
   * been decoded.
   */
  boolean read(InputStream input, boolean midMessage) throws IOException {
    if (midMessage) {
      if (current.capacity() < MESSAGE_BYTES) {
        current = ByteBuffer.allocate(MESSAGE_BYTES);
      }
    } else {
      current = standing;
    }
    int count = input.read(current.array(), 0, current.capacity());
    current.position(0).limit(Math.max(count, 0));
    return count >= 0;
  }

  /**
   * Waits a millisecond, the least there is, for more behind what is unread, as far as there is
   * room for it; false at the end of input. Called while nothing is a view of this.
   */
  boolean readBriefly(Socket socket) throws IOException {
    current.compact();
    int count = 0;
    try {
      if (current.hasRemaining()) {
        socket.setSoTimeout(1);
        count =
            socket.getInputStream().read(current.array(), current.position(), current.remaining());
        socket.setSoTimeout(0);
      }
    } catch (SocketTimeoutException _) {
      socket.setSoTimeout(0);
    } finally {
      current.position(current.position() + Math.max(count, 0)).flip();
    }
    return count >= 0;
  }

  /** What was read last and not yet decoded. */
  ByteBuffer unread() {
    return current;
  }
}
