package org.concurrencybench.suite.drive;

/** The wish to end a drive early and keep what was measured. For any thread; it stays. */
public final class Cut {

  private Runnable end = () -> {};
  private boolean wished;

  /** Ends what runs now, and what would follow. */
  public synchronized void now() {
    wished = true;
    end.run();
  }

  /** Whether it has been wished. */
  public synchronized boolean wished() {
    return wished;
  }

  /** What ends the work; done at once if it has been wished already. */
  synchronized void by(Runnable ending) {
    end = ending;
    if (wished) {
      ending.run();
    }
  }

  /** The wish came before anything had been measured. */
  public static final class NothingMeasured extends Exception {

    private static final long serialVersionUID = 1L;

    NothingMeasured() {
      super("stopped before the measured window: nothing was measured");
    }
  }
}
