package org.concurrencybench.report.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is replaced as a whole. Whoever opens it finds the old content or the new, never a
 * part: the new content is written beside it, forced to the disk and renamed. A process that is
 * killed meanwhile leaves the old content, and a {@code .tmp} file that nobody reads and the next
 * write replaces.
 */
final class AtomicFile {

  private AtomicFile() {}

  /** Not for two threads at once on the same file. */
  static void write(Path file, byte[] content) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      writeAll(beside, content);
    } catch (IOException e) {
      // What is left of it would take the room of others on a full disk.
      Files.deleteIfExists(beside);
      throw e;
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeAll(Path beside, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // Without this, a crash of the machine can leave the new name on an empty file.
      channel.force(true);
    }
  }
}
