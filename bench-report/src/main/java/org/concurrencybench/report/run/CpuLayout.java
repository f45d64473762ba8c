package org.concurrencybench.report.run;

import java.util.List;

/**
 * Which process had which CPUs, and what lay between the processes.
 *
 * @param serverCpus numbers of the CPUs of the server
 * @param driverCpus numbers of the CPUs of the load driver
 * @param otherCpus numbers of the CPUs of the slow backend and the launcher; may be those of the
 *     driver
 * @param pinned whether the processes were held to these CPUs, or the kernel placed them freely
 * @param network how bytes travelled, as {@code loopback}
 */
public record CpuLayout(
    List<Integer> serverCpus,
    List<Integer> driverCpus,
    List<Integer> otherCpus,
    boolean pinned,
    String network) {

  /** Takes copies. */
  public CpuLayout {
    serverCpus = Check.list("serverCpus", serverCpus);
    driverCpus = Check.list("driverCpus", driverCpus);
    otherCpus = Check.list("otherCpus", otherCpus);
    Check.text("network", network);
  }
}
