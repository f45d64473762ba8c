package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalPortsTest {

  @TempDir private Path root;

  @Test
  void areReadFromTheKernel() throws IOException {
    Path ipv4 = Files.createDirectories(root.resolve("proc/sys/net/ipv4"));
    Files.writeString(ipv4.resolve("ip_local_port_range"), "1024\t65535\n");
    Files.writeString(ipv4.resolve("tcp_tw_reuse"), "1\n");
    assertThat(LocalPorts.read(root)).isEqualTo(new LocalPorts(1_024, 65_535, 1));
    assertThat(LocalPorts.read(root).count()).isEqualTo(64_512);
  }

  @Test
  void areLinuxDefaultsWithoutReuseWhereNothingIsSaid() {
    assertThat(LocalPorts.read(root)).isEqualTo(new LocalPorts(32_768, 60_999, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, 60",
    "0, false, 60",
    "1, true, 1",
    "1, false, 1",
    "2, true, 1",
    "2, false, 60"
  })
  void areTakenForAMinuteUnlessReused(int reuse, boolean loopback, long seconds) {
    assertThat(new LocalPorts(1, 2, reuse).takenAfterClosing(loopback))
        .isEqualTo(Duration.ofSeconds(seconds));
  }
}
