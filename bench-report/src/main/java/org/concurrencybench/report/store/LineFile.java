package org.concurrencybench.report.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A text file to which whole lines are added while a run lasts. Each is handed to the operating
 * system as soon as its end is written; flushing does no more.
 *
 * <p>What a full disk leaves of a line is taken away again, and so is what a process that was
 * killed left of its last: the file ends where its last whole line does. Safe for use by any
 * thread; one process at a time writes.
 */
public final class LineFile extends OutputStream {

  private final RandomAccessFile file;

  /** A line of which the end has not come. */
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private LineFile(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Begins a file.
   *
   * @throws IOException if it is there already or cannot be written
   */
  public static LineFile create(Path path) throws IOException {
    Files.createFile(path);
    return continuing(path);
  }

  /**
   * Goes on behind the last whole line of a file, in another process too.
   *
   * @throws IOException if it is not there or cannot be written
   */
  public static LineFile continuing(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    var file = new RandomAccessFile(path.toFile(), "rw");
    boolean success = false;
    try {
      long end = endOfLastLine(file);
      file.setLength(end);
      file.seek(end);
      success = true;
      return new LineFile(file);
    } finally {
      if (!success) {
        file.close();
      }
    }
  }

  /**
   * Goes on with a file, or begins it if there is none.
   *
   * @throws IOException if it cannot be written
   */
  public static LineFile at(Path path) throws IOException {
    return Files.exists(path) ? continuing(path) : create(path);
  }

  private static long endOfLastLine(RandomAccessFile file) throws IOException {
    long end = file.length();
    while (end > 0) {
      file.seek(end - 1);
      if (file.read() == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /**
   * Adds bytes; those behind the last line feed wait for theirs.
   *
   * @throws IOException if lines cannot be written; they are lost, and the file ends where it did
   */
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    while (end > offset && bytes[end - 1] != '\n') {
      end--;
    }
    if (end > offset) {
      begun.write(bytes, offset, end - offset);
      addWhatHasBegun();
    }
    begun.write(bytes, end, offset + length - end);
  }

  private void addWhatHasBegun() throws IOException {
    byte[] lines = begun.toByteArray();
    begun.reset();
    long before = file.getFilePointer();
    try {
      file.write(lines);
    } catch (IOException e) {
      takeBack(before, e);
      throw e;
    }
  }

  private void takeBack(long before, IOException failure) {
    try {
      file.setLength(before);
      file.seek(before);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Ends the last line, if it was begun, and the file.
   *
   * @throws IOException if that line cannot be written or the file cannot be closed
   */
  @Override
  public synchronized void close() throws IOException {
    try {
      if (begun.size() > 0) {
        write('\n');
      }
    } finally {
      file.close();
    }
  }
}
