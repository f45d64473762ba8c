package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineFactsTest {

  @TempDir private Path root;

  @Test
  void readsAVirtualMachine() throws IOException {
    write(
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: Some CPU @ 2.0GHz\nflags\t\t: fpu hypervisor sse\n");
    write("proc/meminfo", "MemTotal:       24684092 kB\nMemFree: 1 kB\nMemAvailable:   1024 kB\n");
    write("etc/os-release", "NAME=\"Some\"\nPRETTY_NAME=\"Some Linux 12\"\n");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("sys/class/dmi/id/sys_vendor", "QEMU\n");
    write("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
    write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    write("proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456\n");

    MachineFacts facts = MachineFacts.read(root);
    assertThat(facts.cpuModel()).isEqualTo("Some CPU @ 2.0GHz");
    assertThat(facts.memoryBytes()).isEqualTo(24_684_092L * 1024);
    assertThat(facts.memoryAvailableBytes()).isEqualTo(1L << 20);
    assertThat(facts.os()).isEqualTo("Some Linux 12");
    assertThat(facts.kernel()).isEqualTo("6.1.0");
    assertThat(facts.virtualisation()).isEqualTo("QEMU");
    assertThat(facts.clockSource()).isEqualTo("tsc");
    assertThat(facts.cpuGovernor()).isEqualTo("powersave");
    assertThat(facts.transparentHugePages()).isEqualTo("madvise");
    assertThat(facts.sysctls()).containsOnly(Map.entry("net.ipv4.tcp_rmem", "4096 131072 6291456"));
  }

  @Test
  void bareMetalHasNoHypervisor() throws IOException {
    write("proc/cpuinfo", "flags\t\t: fpu sse\n");
    assertThat(MachineFacts.read(root).virtualisation()).isEqualTo("none");
  }

  @Test
  void systemWithoutProcIsKnownByItsProperties() {
    MachineFacts facts = MachineFacts.read(root);
    assertThat(facts.os()).isEqualTo(System.getProperty("os.name"));
    assertThat(facts.memoryBytes()).isNull();
    assertThat(facts.virtualisation()).isNull();
    assertThat(facts.sysctls()).isEmpty();
  }

  @Test
  void readsThisMachine() {
    assumeThat(Libc.isAvailable()).isTrue();
    MachineFacts facts = MachineFacts.now();
    assertThat(facts.kernel()).isEqualTo(System.getProperty("os.version"));
    assertThat(facts.memoryBytes()).isGreaterThan(100L << 20);
    assertThat(facts.sysctls()).containsKey("net.core.somaxconn");
    assertThat(facts.sysctls().get("net.ipv4.tcp_wmem")).matches("\\d+ \\d+ \\d+");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
