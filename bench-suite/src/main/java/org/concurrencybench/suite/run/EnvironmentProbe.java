package org.concurrencybench.suite.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.KernelSettings;
import org.concurrencybench.report.run.Limits;
import org.concurrencybench.report.run.Machine;
import org.concurrencybench.report.run.MachineCheck;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.concurrencybench.system.os.MachineFacts;
import org.concurrencybench.system.os.MachineLimits;

/** Looks at where a run takes place. */
final class EnvironmentProbe {

  private EnvironmentProbe() {}

  /**
   * All of it.
   *
   * @param check what was found out about the machine by trying; null if nobody tried
   */
  static Environment environment(
      CpuLayout layout, List<String> commandLine, List<String> serverFlags, MachineCheck check) {
    MachineFacts facts = MachineFacts.now();
    return new Environment(
        machine(facts),
        limits(MachineLimits.now()),
        new KernelSettings(facts.sysctls(), facts.cpuGovernor(), facts.transparentHugePages()),
        new Jdk(
            property("java.vendor"),
            property("java.runtime.version"),
            property("java.vm.name"),
            InheritedEnvironment.recorded(System.getenv())),
        libraries(),
        SourceTree.sourceOfThisProgram(),
        commandLine,
        layout(layout),
        serverFlags,
        DriverFlags.FLAGS,
        check);
  }

  private static Limits limits(MachineLimits limits) {
    return new Limits(
        limits.openFiles(),
        limits.threadsMax(),
        limits.pidMax(),
        limits.firstLocalPort(),
        limits.lastLocalPort(),
        limits.maxMapCount());
  }

  private static Machine machine(MachineFacts facts) {
    return new Machine(
        facts.cpuModel(),
        facts.cpus(),
        facts.memoryBytes(),
        facts.os(),
        facts.kernel(),
        facts.virtualisation());
  }

  private static org.concurrencybench.report.run.CpuLayout layout(CpuLayout layout) {
    return new org.concurrencybench.report.run.CpuLayout(
        numbers(layout.server()),
        numbers(layout.driver()),
        numbers(layout.launcher()),
        layout.pinned(),
        "loopback");
  }

  private static List<Integer> numbers(CpuSet cpus) {
    return cpus.numbers().boxed().toList();
  }

  /** Versions as the libraries state them themselves; one that does not is left out. */
  private static Map<String, String> libraries() {
    Map<String, String> versions = new TreeMap<>();
    io.netty.util.Version netty = io.netty.util.Version.identify().get("netty-common");
    if (netty != null) {
      versions.put("netty", netty.artifactVersion());
    }
    versions.put("jmh", org.openjdk.jmh.util.Version.getPlainVersion());
    String pom = "/META-INF/maven/org.hdrhistogram/HdrHistogram/pom.properties";
    try (var properties = Histogram.class.getResourceAsStream(pom)) {
      if (properties != null) {
        var histogram = new Properties();
        histogram.load(properties);
        versions.put("hdrhistogram", histogram.getProperty("version"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
