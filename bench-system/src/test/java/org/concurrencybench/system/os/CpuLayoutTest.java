package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuLayoutTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0-1   | 1    | 0   | 0   | server on CPU 1; driver, backend, launcher on CPU 0
          2,5   | 5    | 2   | 2   | server on CPU 5; driver, backend, launcher on CPU 2
          0-2   | 2    | 1   | 0   | server on CPU 2; driver on CPU 1; backend, launcher on CPU 0
          0-3   | 2-3  | 1   | 0   | server on CPUs 2-3; driver on CPU 1; backend, launcher on CPU 0
          0-4   | 3-4  | 1-2 | 0   | server on CPUs 3-4; driver on CPUs 1-2; backend, launcher on CPU 0
          0-7   | 4-7  | 1-3 | 0   | server on CPUs 4-7; driver on CPUs 1-3; backend, launcher on CPU 0
          0-15  | 8-15 | 2-7 | 0-1 | server on CPUs 8-15; driver on CPUs 2-7; backend, launcher on CPUs 0-1
          """)
  void dividesCores(String cpus, String server, String driver, String other, String words) {
    CpuLayout layout = CpuLayout.divide(CpuSet.parse(cpus), CpuSet::of);

    assertThat(layout.server()).hasToString(server);
    assertThat(layout.driver()).hasToString(driver);
    assertThat(layout.backend()).hasToString(other);
    assertThat(layout.launcher()).hasToString(other);
    assertThat(layout.all()).isEqualTo(CpuSet.parse(cpus));
    assertThat(layout.pinned()).isTrue();
    assertThat(layout).hasToString(words);
  }

  @Test
  void oneCpuIsSharedAndSaysSo() {
    assertThat(CpuLayout.divide(CpuSet.of(3), CpuSet::of))
        .hasToString(
            "server, driver, backend, launcher on CPU 3. One CPU: what the driver takes, the server does not get.");
  }

  @Test
  void hyperthreadsOfOneCoreStayTogether() {
    // As x86 numbers them: 0-3 are the first threads of four cores, 4-7 the second ones.
    CpuLayout layout =
        CpuLayout.divide(CpuSet.parse("0-7"), cpu -> CpuSet.of(cpu % 4, cpu % 4 + 4));
    assertThat(layout)
        .hasToString("server on CPUs 2-3,6-7; driver on CPUs 1,4-5; backend, launcher on CPU 0");
  }

  @Test
  void coreThatMustBeSharedIsNamed() {
    CpuLayout layout = CpuLayout.divide(CpuSet.of(0, 1), _ -> CpuSet.of(0, 1));
    assertThat(layout.remark()).contains("shares a core");
    assertThat(layout.sharesACore(_ -> CpuSet.of(0, 1))).isTrue();
    assertThat(layout.sharesACore(CpuSet::of)).isFalse();
    CpuLayout one = CpuLayout.divide(CpuSet.of(3), CpuSet::of);
    assertThat(one.sharesACore(CpuSet::of)).as("a CPU, not only a core").isFalse();
  }

  @Test
  void travelsInOneLine() {
    CpuLayout layout = CpuLayout.divide(CpuSet.of(0, 1), _ -> CpuSet.of(0, 1));
    assertThat(CpuLayout.parse(layout.compact())).isEqualTo(layout);
    CpuLayout plain = CpuLayout.divide(CpuSet.parse("0-15"), CpuSet::of);
    assertThat(CpuLayout.parse(plain.compact())).isEqualTo(plain);
    assertThat(plain.compact()).isEqualTo("pinned/8-15/2-7/0-1/0-1/");
    assertThatThrownBy(() -> CpuLayout.parse("0-1"))
        .hasMessageStartingWith("CPU layout '0-1': must be");
  }

  @ParameterizedTest
  @CsvSource({
    "0-1, 1, 1, 0",
    "0-1, 2, 0-1, 0",
    "0-3, 1, 3, 1",
    "0-3, 2, 2-3, 1",
    "0-7, 1, 7, 1-3",
    "0-7, 2, 6-7, 1-3",
    "0-63, 1, 63, 8-31",
    "0-63, 2, 62-63, 8-31"
  })
  void suiteGetsExactlyTheCpusThatItAsksFor(String cpus, int wanted, String server, String driver) {
    CpuLayout layout = CpuLayout.divide(CpuSet.parse(cpus), CpuSet::of).withServerCpus(wanted);
    assertThat(layout.server()).hasToString(server);
    assertThat(layout.driver()).hasToString(driver);
    assertThat(layout.remark().contains("shares"))
        .isEqualTo(layout.server().intersects(layout.driver()));
  }

  @Test
  void thisMachinesCpusAreDivided() {
    assumeThat(Affinity.isSupported()).isTrue();
    CpuLayout layout = CpuLayout.ofThisMachine();
    assertThat(Affinity.current().orElseThrow().containsAll(layout.all())).isTrue();
    assertThat(layout.pinned()).isTrue();
  }
}
