package org.concurrencybench.driver;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first failure to write, which a {@link java.io.PrintStream} above it swallows. Used
 * by one thread.
 */
final class CheckedStream extends FilterOutputStream {

  private @Nullable IOException failure;

  CheckedStream(OutputStream out) {
    super(out);
  }

  /**
   * Flushes. What a failed flush left behind is not tried again: on a stream that was closed since,
   * that fails with other words.
   *
   * @throws IOException the first failure since the beginning, if there was one
   */
  void check() throws IOException {
    if (failure == null) {
      flush();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw kept(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw kept(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw kept(e);
    }
  }

  private IOException kept(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }
}
