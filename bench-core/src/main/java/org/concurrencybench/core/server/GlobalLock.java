package org.concurrencybench.core.server;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a server whose {@link Variant} asks for it; nothing at all in any other. It
 * stands for the lock of an interpreter that runs one thread at a time, such as CPython's GIL.
 *
 * <p>A thread holds it from the decoded request to the encoded reply, while it works: the service,
 * a computation (wherever it runs, see {@link Offload}), the encoding. It is never held across a
 * wait: not while the backend is asked or the offload pool computes, not in a long poll, not while
 * bytes are read or written. Not fair and not re-entered.
 */
public final class GlobalLock {

  private final @Nullable ReentrantLock lock;

  /** The lock of one server with this variant. */
  public GlobalLock(Variant variant) {
    this.lock = variant.globalLock() ? new ReentrantLock() : null;
  }

  /** Waits until no other thread holds it. */
  public void acquire() {
    if (lock != null) {
      lock.lock();
    }
  }

  /**
   * Gives it up.
   *
   * @throws IllegalMonitorStateException if this thread does not hold it
   */
  public void release() {
    if (lock != null) {
      lock.unlock();
    }
  }
}
