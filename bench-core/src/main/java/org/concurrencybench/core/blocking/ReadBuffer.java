package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.concurrencybench.core.server.ServerConfig;

/**
 * What a connection reads into: 512 bytes while it is idle, 16 KiB while a message is incomplete.
 * The large one is given back with the message, because at ten thousand connections standing
 * buffers would be what memory measures.
 */
final class ReadBuffer {

  private static final int STANDING_BYTES = 512;
  private static final int MESSAGE_BYTES = 16 * 1024;

  /** What is read ahead at most while a reply is waited for, the same in all models. */
  private static final int MOST_BYTES = ServerConfig.FLUSH_BYTES;

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
   * Waits a millisecond, the least there is, for more behind what is unread, up to 64 KiB; false at
   * the end of input. Called while nothing is a view of this.
   */
  boolean readBriefly(Socket socket) throws IOException {
    if (current.remaining() == current.capacity()) {
      makeRoom();
    }
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

  /** The end of the input is behind what a client has sent before it, so that must be read. */
  private void makeRoom() {
    int larger = Math.min(Math.max(MESSAGE_BYTES, current.capacity() * 2), MOST_BYTES);
    if (larger > current.capacity()) {
      current = ByteBuffer.allocate(larger).put(current).flip();
    }
  }

  /** What was read last and not yet decoded. */
  ByteBuffer unread() {
    return current;
  }
}
