package org.concurrencybench.core.blocking;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;

/**
 * The end of a connection whose peer may still be sending. A socket that is closed with unread
 * input resets the connection, and the reset destroys the last answer on its way (RFC 9112, section
 * 9.6). So: no more output, read and discard for a while, then close.
 */
final class LingeringClose {

  private static final int CHUNK_BYTES = 16 * 1024;

  private LingeringClose() {}

  /**
   * Shuts down output and discards input until it ends, at most a second and 8 MiB. The caller
   * closes.
   */
  static void linger(Socket socket) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ServerConfig.LINGER_MILLIS);
    try {
      socket.shutdownOutput();
      discard(socket, deadline);
    } catch (IOException _) {
      // A second has passed, or the peer is gone: nobody is left to wait for. How the connection
      // ended was settled before.
    }
  }

  private static void discard(Socket socket, long deadline) throws IOException {
    var input = socket.getInputStream();
    var discarded = new byte[CHUNK_BYTES];
    long left = ServerConfig.LINGER_BYTES;
    while (left > 0) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (millis <= 0) {
        return;
      }
      socket.setSoTimeout((int) millis);
      int count = input.read(discarded);
      if (count < 0) {
        return;
      }
      left -= count;
    }
  }
}
