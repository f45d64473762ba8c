package org.concurrencybench.suite.run;

import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;

/**
 * Takes the launcher off the driver's CPUs once the fork runs: JMH's threads that were started with
 * it have inherited them.
 */
final class BackOnItsCpus implements JmhProgress.Listener {

  private final CpuLayout layout;
  private final JmhProgress.Listener listener;
  private boolean back;

  /** Tells {@code listener} as well. */
  BackOnItsCpus(CpuLayout layout, JmhProgress.Listener listener) {
    this.layout = layout;
    this.listener = listener;
  }

  @Override
  public void windowBegins(int number) {
    if (!back && layout.pinned()) {
      Affinity.pinThisProcess(layout.launcher());
    }
    back = true;
    listener.windowBegins(number);
  }

  @Override
  public void windowEnds() {
    listener.windowEnds();
  }
}
