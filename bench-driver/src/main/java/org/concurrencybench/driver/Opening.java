package org.concurrencybench.driver;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is closed of one worker's connections, some at a time, and each only once. Used by the
 * worker's thread, read by others when it is done.
 *
 * <p>The kernel completes connections before the server accepts them, up to the server's backlog;
 * one more costs a SYN retry of a second. Five thousand a second, fifty at once, is slow enough for
 * a server that starts a thread for each. Where opening takes an answer of the server, to a JOIN or
 * an upgrade, no more than a few hundred wait for theirs at once: each has its own time limit, and
 * would spend it behind all the others.
 */
final class Opening {

  private static final int BATCHES_PER_SECOND = 100;
  private static final int CONNECTS_PER_SECOND = 5_000;
  private static final int UNANSWERED_AT_ONCE = 500;

  final Histogram connect = new Histogram(Recorder.SIGNIFICANT_DIGITS);
  final Tallies errors = new Tallies();

  private final EventLoop loop;
  private final int batch;
  private final int atOnce;
  private final Queue<Openable> waiting = new ArrayDeque<>();
  private final CompletableFuture<Opening> done = new CompletableFuture<>();
  private int pending;

  private Opening(EventLoop loop, List<? extends Openable> connections, int workers) {
    this.loop = loop;
    batch = Math.max(1, CONNECTS_PER_SECOND / BATCHES_PER_SECOND / workers);
    atOnce = Math.max(1, UNANSWERED_AT_ONCE / workers);
    for (Openable connection : connections) {
      if (connection.isClosed()) {
        waiting.add(connection);
      }
      if (!connection.isOpen()) {
        pending++;
      }
    }
  }

  /**
   * Lets the thread of a loop open what is closed. Completes when every connection is open or has
   * failed; each does within {@link Load#CONNECT_TIMEOUT}. To be called by any thread.
   *
   * @param workers that open at the same time
   * @param current told of the opening before it begins, and of {@code null} when it is over, by
   *     the thread of the loop
   */
  static CompletableFuture<Opening> begin(
      Sockets sockets,
      List<? extends Openable> connections,
      int workers,
      Consumer<@Nullable Opening> current) {
    var begun = new CompletableFuture<Opening>();
    sockets.execute(() -> {
      var opening = new Opening(sockets.loop(), connections, workers);
      current.accept(opening);
      opening.done.whenComplete((result, bug) -> {
        current.accept(null);
        if (bug == null) {
          begun.complete(result);
        } else {
          begun.completeExceptionally(bug);
        }
      });
      opening.completeIfDone();
      opening.openBatch();
    });
    return begun;
  }

  private void openBatch() {
    try {
      for (int i = 0; i < batch && !waiting.isEmpty() && unanswered() < atOnce; i++) {
        waiting.remove().open();
      }
    } catch (RuntimeException | Error e) {
      bug(e);
      return;
    }
    if (!waiting.isEmpty()) {
      loop.schedule(this::openBatch, 1_000 / BATCHES_PER_SECOND, TimeUnit.MILLISECONDS);
    }
  }

  private int unanswered() {
    return pending - waiting.size();
  }

  void opened(long connectNanos) {
    connect.recordValue(connectNanos);
    pending--;
    completeIfDone();
  }

  void failed(ErrorKind kind, String words) {
    errors.count(kind, words);
    pending--;
    completeIfDone();
  }

  /** A mistake of ours: whoever waits is told. */
  void bug(Throwable cause) {
    waiting.clear();
    done.completeExceptionally(cause);
  }

  private void completeIfDone() {
    if (pending == 0) {
      done.complete(this);
    }
  }
}
