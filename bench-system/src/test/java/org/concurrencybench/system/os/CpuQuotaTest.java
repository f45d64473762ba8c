package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuQuotaTest {

  @TempDir private Path root;

  @Test
  void tightestOfNestedGroupsBinds() throws IOException {
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
    write("sys/fs/cgroup/outer/cpu.stat", "usage_usec 9\nnr_throttled 2\nthrottled_usec 1500\n");
    write("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/outer/inner/cpu.stat", "usage_usec 9\nthrottled_usec 7\n");

    assertThat(CpuQuota.cpus(root)).hasValue(1.5);
    assertThat(CpuQuota.throttledNanos(root)).as("of the groups that have one").hasValue(1_500_000);

    write("sys/fs/cgroup/outer/inner/cpu.max", "50000 200000\n");
    assertThat(CpuQuota.cpus(root)).hasValue(0.25);
    assertThat(CpuQuota.throttledNanos(root)).hasValue(1_507_000);
  }

  @Test
  void oldControlGroupsAreRead() throws IOException {
    write("proc/self/cgroup", "9:cpu,cpuacct:/job\n0::/\n");
    write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "50000\n");
    write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
    write(
        "sys/fs/cgroup/cpu/job/cpu.stat", "nr_periods 5\nnr_throttled 3\nthrottled_time 123456\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");

    assertThat(CpuQuota.cpus(root)).hasValue(0.5);
    assertThat(CpuQuota.throttledNanos(root)).hasValue(123_456);
  }

  @Test
  void withoutAQuotaNothingStops() throws IOException {
    assertThat(CpuQuota.cpus(root)).isEmpty();
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/cpu.stat", "usage_usec 9\n");
    assertThat(CpuQuota.cpus(root)).isEmpty();
    assertThat(CpuQuota.throttledNanos(root)).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
