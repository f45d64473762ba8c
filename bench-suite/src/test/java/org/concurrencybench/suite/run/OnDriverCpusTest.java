package org.concurrencybench.suite.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.Optional;
import org.concurrencybench.system.os.Affinity;
import org.concurrencybench.system.os.CpuLayout;
import org.concurrencybench.system.os.CpuSet;
import org.junit.jupiter.api.Test;

class OnDriverCpusTest {

  @Test
  void driverStartsOnItsCpusAndTheLauncherStaysOnItsOwn() throws Exception {
    assumeThat(Affinity.isSupported()).isTrue();
    Optional<CpuSet> before = Affinity.current();
    CpuSet driver = CpuSet.of(before.orElseThrow().numbers().max().orElseThrow());
    CpuSet others = before.get();
    var layout = new CpuLayout(others, driver, others, others, true, "");
    Process fork = OnDriverCpus.call(layout, () -> new ProcessBuilder("sleep", "60").start());
    try {
      assertThat(Affinity.ofProcess(fork.pid())).contains(driver);
      assertThat(Affinity.current()).isEqualTo(before);
    } finally {
      fork.destroyForcibly().waitFor();
    }
  }

  @Test
  void failureToStartIsToldAsItIs() {
    CpuSet all = Affinity.current().orElseGet(() -> CpuSet.of(0));
    var layout = new CpuLayout(all, all, all, all, Affinity.isSupported(), "");
    assertThatThrownBy(() ->
            OnDriverCpus.call(
                layout,
                () -> {
                  throw new IOException("no such file");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("no such file");
  }
}
