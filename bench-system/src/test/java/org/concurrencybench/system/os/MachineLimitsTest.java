package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineLimitsTest {

  private static final MachineLimits SMALL =
      new MachineLimits(
          20_000L, null, 90_000L, 32_768L, 168L, null, null, 65_530L, 32_768, 60_999, null);
  private static final MachineLimits UNKNOWN =
      new MachineLimits(null, null, null, null, null, null, null, null, null, null, null);

  @TempDir private Path root;

  @Test
  void filesLimitConnectionsWithoutThreads() {
    assertThat(SMALL.mostConnections(0, 1)).isEqualTo(19_800);
    assertThat(SMALL.obstacle(19_800, 0, 1)).isEmpty();
    assertThat(SMALL.obstacle(10_000, 0, 2))
        .hasValue(
            "10000 connections need 20000 open files, and 200 are for others, but ulimit -n is 20000:"
                + " at most 9900 connections fit; raise it");
  }

  @Test
  void mappingsAndIdsLimitThreads() {
    assertThat(SMALL.mostConnections(1, 1)).isEqualTo(19_800);
    assertThat(SMALL.mostConnections(2, 1)).isEqualTo((65_530 - 2_000) / 4);
    assertThat(SMALL.obstacle(16_000, 2, 1).orElseThrow())
        .contains("need 64000 memory mappings", "vm.max_map_count is 65530");
    var moreMaps =
        new MachineLimits(
            20_000L, null, 90_000L, 32_768L, 168L, null, null, 1_000_000L, 32_768, 60_999, null);
    assertThat(moreMaps.mostConnections(2, 1)).isEqualTo((32_768 - 168 - 200) / 2);
    assertThat(moreMaps.obstacle(17_000, 2, 1).orElseThrow())
        .contains("need 34000 threads", "kernel.pid_max is 32768");
  }

  @Test
  void tightestLimitIsNamed() {
    var limits =
        new MachineLimits(
            1_000_000L,
            5_000L,
            90_000L,
            4_000_000L,
            100L,
            1_200L,
            100L,
            4_000L,
            10_000,
            60_999,
            null);
    assertThat(limits.obstacle(40_000, 1, 1).orElseThrow())
        .contains("pids.max is 1200: at most 900 ");
    assertThat(limits.obstacle(950, 1, 1).orElseThrow()).contains("pids.max");
    assertThat(limits.obstacle(900, 1, 1)).isEmpty();
    assertThat(limits.portObstacle(51_001, 1))
        .hasValueSatisfying(sentence ->
            assertThat(sentence).contains("need 51001 local ports", "for 1 source address;"));
    assertThat(limits.portObstacle(51_001, 2)).isEmpty();
  }

  @Test
  void mappingsLimitThreads() {
    var limits =
        new MachineLimits(null, null, null, null, null, null, null, 65_530L, null, null, null);
    assertThat(limits.mostConnections(1, 1)).isEqualTo((65_530 - 2_000) / 2);
    assertThat(limits.obstacle(40_000, 1, 1).orElseThrow())
        .contains("80000 memory mappings", "vm.max_map_count");
    assertThat(limits.obstacle(1_000_000, 0, 1)).isEmpty();
  }

  @Test
  void nothingKnownRefusesNothing() {
    assertThat(UNKNOWN.obstacle(1_000_000, 2, 2)).isEmpty();
    assertThat(UNKNOWN.mostConnections(2, 2)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void readsThisMachine() throws IOException {
    assumeThat(Libc.isAvailable()).isTrue();
    MachineLimits limits = MachineLimits.now();
    assertThat(limits.openFiles()).isGreaterThan(100);
    assertThat(limits.pidMax())
        .isEqualTo(
            Long.valueOf(Files.readAllLines(Path.of("/proc/sys/kernel/pid_max")).getFirst()));
    assertThat(limits.tasks()).isBetween(10L, limits.pidMax());
    assertThat(limits.firstLocalPort()).isLessThan(limits.lastLocalPort());
    assertThat(limits.mostConnections(1, 1)).isPositive();
  }

  @Test
  void readsOtherMachines() throws IOException {
    write(
        "proc/self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             7777                 unlimited            processes
        Max open files            1024                 1048576              files
        """);
    write("proc/self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n");
    write("proc/loadavg", "0.20 0.18 0.12 1/801 11206\n");
    write("proc/sys/net/ipv4/ip_local_port_range", "1024\t65535\n");
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/pids.max", "500\n");
    write("sys/fs/cgroup/outer/inner/pids.max", "max\n");
    write("sys/fs/cgroup/outer/inner/pids.current", "33\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "1073741824\n");

    assertThat(MachineLimits.read(root))
        .isEqualTo(
            new MachineLimits(
                1024L, 7777L, null, null, 801L, 500L, 33L, null, 1024, 65_535, 1_073_741_824L));
  }

  @Test
  void oldControlGroupsAreRead() throws IOException {
    write("proc/self/cgroup", "9:cpu,cpuacct:/\n8:pids:/job\n4:memory:/job\n0::/\n");
    write("sys/fs/cgroup/pids/job/pids.max", "64\n");
    write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "9223372036854771712\n");

    MachineLimits limits = MachineLimits.read(root);
    assertThat(limits.cgroupTasks()).isEqualTo(64);
    assertThat(limits.memoryMaxBytes()).isNull();
  }

  @Test
  void unlimitedAndRootAreNoLimits() throws IOException {
    write(
        "proc/self/limits",
        "Max processes   100   100   processes\nMax open files   unlimited   unlimited   files\n");
    write("proc/self/status", "Uid:\t0\t0\t0\t0\n");
    assertThat(MachineLimits.read(root)).isEqualTo(UNKNOWN);
    write("proc/self/uid_map", "         0          0 4294967295\n");
    assertThat(MachineLimits.read(root)).isEqualTo(UNKNOWN);
  }

  @Test
  void rootOfAUserNamespaceHasTheLimitsOfTheUserOutside() throws IOException {
    write("proc/self/limits", "Max processes             400   400   processes\n");
    write("proc/self/status", "Uid:\t0\t0\t0\t0\n");
    write("proc/self/uid_map", "         0       1000          1\n");

    MachineLimits limits = MachineLimits.read(root);
    assertThat(limits.userProcesses()).isEqualTo(400);
    assertThat(limits.obstacle(300, 1, 1).orElseThrow())
        .contains("ulimit -u is 400: at most 200 connections fit");
  }

  @Test
  void smallestLimitOfNestedGroupsBinds() throws IOException {
    write("proc/self/cgroup", "4:memory:/outer/inner\n");
    write("sys/fs/cgroup/memory/outer/memory.limit_in_bytes", "734003200\n");
    write("sys/fs/cgroup/memory/outer/inner/memory.limit_in_bytes", "1073741824\n");
    assertThat(MachineLimits.read(root).memoryMaxBytes()).isEqualTo(734_003_200);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
