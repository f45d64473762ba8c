package org.concurrencybench.system.os;

/** Guards what the kernel does to the thread that calls it. */
final class PlatformThread {

  private PlatformThread() {}

  /**
   * Returns if the kernel and Java mean the same thread.
   *
   * @throws IllegalStateException on a virtual thread, whose carrier would be changed for whoever
   *     runs there next
   */
  static void require() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a virtual thread cannot set what belongs to its carrier; use a platform thread");
    }
  }
}
