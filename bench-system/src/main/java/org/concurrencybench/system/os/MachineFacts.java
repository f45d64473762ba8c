package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this machine is and how it is set, as far as it changes figures; null where that is not
 * known.
 *
 * @param cpuModel as the CPU calls itself
 * @param cpus CPUs that this JVM may use
 * @param memoryBytes physical memory
 * @param memoryAvailableBytes that programs could get now without paging
 * @param os name and version of the distribution
 * @param kernel release of the kernel
 * @param virtualisation the hypervisor, as far as it shows itself; {@code none} if the CPU says
 *     that there is none
 * @param clockSource what {@link System#nanoTime} reads; another than tsc makes it slow
 * @param cpuGovernor how the clock rate is set; null in most virtual machines
 * @param transparentHugePages always, madvise or never
 * @param sysctls the kernel's own text by its own name
 */
public record MachineFacts(
    String cpuModel,
    int cpus,
    @Nullable Long memoryBytes,
    @Nullable Long memoryAvailableBytes,
    String os,
    String kernel,
    @Nullable String virtualisation,
    @Nullable String clockSource,
    @Nullable String cpuGovernor,
    @Nullable String transparentHugePages,
    Map<String, String> sysctls) {

  private static final String[] SYSCTLS = {
    "fs.file-max",
    "kernel.pid_max",
    "kernel.threads-max",
    "net.core.netdev_max_backlog",
    "net.core.rmem_max",
    "net.core.somaxconn",
    "net.core.wmem_max",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_congestion_control",
    "net.ipv4.tcp_max_syn_backlog",
    "net.ipv4.tcp_mem",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_tw_reuse",
    "net.ipv4.tcp_wmem",
    "vm.max_map_count",
    "vm.overcommit_memory",
  };

  /** Copies the map. */
  public MachineFacts {
    sysctls = Collections.unmodifiableMap(new TreeMap<>(sysctls));
  }

  /** The facts of this machine. */
  public static MachineFacts now() {
    return read(Path.of("/"));
  }

  static MachineFacts read(Path root) {
    Path cpu = root.resolve("sys/devices/system");
    String cpuinfo = Proc.text(root.resolve("proc/cpuinfo")).orElse("");
    return new MachineFacts(
        field(cpuinfo, "model name\\s*:").orElse("unknown, " + System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        memory(root, "MemTotal:"),
        memory(root, "MemAvailable:"),
        field(Proc.text(root.resolve("etc/os-release")).orElse(""), "PRETTY_NAME=")
            .map(name -> name.replace("\"", ""))
            .orElse(System.getProperty("os.name")),
        Proc.text(root.resolve("proc/sys/kernel/osrelease"))
            .orElse(System.getProperty("os.version")),
        virtualisation(root, cpuinfo),
        Proc.text(cpu.resolve("clocksource/clocksource0/current_clocksource")).orElse(null),
        Proc.text(cpu.resolve("cpu/cpu0/cpufreq/scaling_governor")).orElse(null),
        Proc.text(root.resolve("sys/kernel/mm/transparent_hugepage/enabled"))
            .map(MachineFacts::chosen)
            .orElse(null),
        sysctls(root.resolve("proc/sys")));
  }

  private static @Nullable Long memory(Path root, String beginning) {
    return field(Proc.text(root.resolve("proc/meminfo")).orElse(""), beginning)
        .map(kibibytes -> 1024 * Proc.number(kibibytes).orElse(0))
        .orElse(null);
  }

  /** The rest of the first line that begins so. */
  private static Optional<String> field(String text, String beginning) {
    return text.lines()
        .filter(line -> line.matches(beginning + ".*"))
        .map(line -> line.replaceFirst(beginning, "").strip())
        .findFirst();
  }

  /** The word in brackets of {@code always [madvise] never}. */
  private static String chosen(String choices) {
    return choices.replaceFirst(".*\\[(.*)].*", "$1");
  }

  /** The flag {@code hypervisor} of x86; other processors do not tell. */
  private static @Nullable String virtualisation(Path root, String cpuinfo) {
    Optional<String> flags = field(cpuinfo, "flags\\s*:");
    if (flags.isEmpty()) {
      return null;
    }
    if (!Arrays.asList(flags.get().split(" ")).contains("hypervisor")) {
      return "none";
    }
    return Proc.text(root.resolve("sys/class/dmi/id/sys_vendor")).orElse("hypervisor");
  }

  private static Map<String, String> sysctls(Path directory) {
    var values = new TreeMap<String, String>();
    for (String name : SYSCTLS) {
      Proc.text(directory.resolve(name.replace('.', '/')))
          .ifPresent(value -> values.put(name, value.replaceAll("\\s+", " ")));
    }
    return values;
  }
}
