package org.concurrencybench.pooled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One selector and its thread: waits until a socket is ready or there is a task, and does what
 * follows from it. Nothing here may block, or everything that the selector waits for waits.
 *
 * <p>{@link #execute} and {@link #close()} may be called by any thread; all else is the loop's own.
 */
final class SelectorLoop implements AutoCloseable {

  /** What a key stands for. */
  interface Ready {

    /** Its socket can be read, written or accepted from. Called by the loop's thread. */
    void ready();
  }

  private static final Logger LOG = System.getLogger(SelectorLoop.class.getName());

  /** The most that is read at once, as in all models. */
  private static final int READ_BYTES = 16 * 1024;

  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private volatile boolean closing;

  /**
   * A loop that {@link #start} begins.
   *
   * @throws IOException if there can be no selector
   */
  SelectorLoop(String name) throws IOException {
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        selector.select(SelectorLoop::ready);
      } catch (IOException e) {
        throw new UncheckedIOException("a selector failed", e);
      }
      runTasks();
    }
    runTasks();
  }

  private static void ready(SelectionKey key) {
    ((Ready) key.attachment()).ready();
  }

  private void runTasks() {
    Runnable task;
    while ((task = tasks.poll()) != null) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a bug in a task of a selector's thread", e);
      }
    }
  }

  /** Has the loop run a task, soon and after those before it. */
  void execute(Runnable task) {
    tasks.add(task);
    if (!Thread.currentThread().equals(thread)) {
      selector.wakeup();
    }
  }

  /** Has the selector know a socket; for what it waits there is said later, with the key. */
  SelectionKey register(SelectableChannel channel) throws IOException {
    return channel.register(selector, 0);
  }

  /** The connections of this loop; those that have ended in this turn may be among them. */
  List<PooledConnection> connections() {
    return selector.keys().stream()
        .map(SelectionKey::attachment)
        .filter(PooledConnection.class::isInstance)
        .map(PooledConnection.class::cast)
        .toList();
  }

  /** What has come, possibly nothing, in memory of its own; null at the end of the input. */
  @Nullable ByteBuffer read(SocketChannel channel) throws IOException {
    int count = channel.read(buffer.clear());
    return count < 0 ? null : ByteBuffer.allocate(count).put(buffer.flip()).flip();
  }

  /** Closes a socket, of whose failure to do so nothing follows. Called by any thread. */
  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // Its descriptor is given back all the same.
      LOG.log(Level.DEBUG, "a connection does not close: {0}", e.getMessage());
    }
  }

  /** Ends the loop after the tasks that there are, and returns when its thread is gone. */
  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    selector.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
