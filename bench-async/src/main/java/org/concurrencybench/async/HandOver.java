package org.concurrencybench.async;

import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others leave for an event loop to do: collected, and fetched by the loop all at once. A
 * message to a crowd so costs each loop one wake-up, not one for each member.
 *
 * <pre>
 *   any thread: leave, leave, leave, tell ──▶ one task ──▶ the loop: all three, in that order
 * </pre>
 */
final class HandOver {

  private static final Logger LOG = System.getLogger(HandOver.class.getName());

  private final EventLoop loop;
  private final Runnable fetch = this::fetch;

  /** Guarded by this object, as is the flag. */
  private List<Runnable> left = new ArrayList<>();

  private boolean told;

  /** The list of the last fetch, to be filled again; guarded too. */
  private @Nullable List<Runnable> spare;

  HandOver(EventLoop loop) {
    this.loop = loop;
  }

  /** Adds to what is fetched next. Whoever leaves something sees to it that the loop is told. */
  synchronized void leave(Runnable work) {
    left.add(work);
  }

  /** Has the loop fetch, unless nothing was left or it has been told already. */
  void tell() {
    synchronized (this) {
      if (told || left.isEmpty()) {
        return;
      }
      told = true;
    }
    loop.execute(fetch);
  }

  /** Does what was left. Called by the loop's thread. */
  void fetch() {
    List<Runnable> batch;
    synchronized (this) {
      told = false;
      batch = left;
      left = spare == null ? new ArrayList<>() : spare;
      spare = null;
    }
    for (int i = 0; i < batch.size(); i++) {
      run(batch.get(i));
    }
    batch.clear();
    synchronized (this) {
      spare = batch;
    }
  }

  /** The mistake of one must not take from the others what was left for them. */
  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a bug in what was handed over to an event loop", e);
    }
  }
}
