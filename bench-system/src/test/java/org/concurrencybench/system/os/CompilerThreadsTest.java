package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CompilerThreadsTest {

  @Test
  void compilersOfThisJvmHaveWorked() {
    CompilerThreads compilers = CompilerThreads.of(ProcessHandle.current().pid());
    assertThat(compilers.counters()).isNotEmpty();
    assertThat(compilers.cpuNanos().orElseThrow())
        .isPositive()
        .isLessThan(ResourceUsage.now().cpuNanos());
  }

  @Test
  void processWithoutCompilersHasNoFigure() {
    assertThat(CompilerThreads.of(1L + Integer.MAX_VALUE).cpuNanos()).isEmpty();
  }

  @Test
  void threadThatEndedLeavesNoFigure() {
    var gone = new CompilerThreads(List.of(Path.of("/proc/self/task/0/schedstat")));
    assertThat(gone.cpuNanos()).isEmpty();
  }

  @Test
  void totalOfAProcessIsKnownWithoutItsThreads() {
    long pid = ProcessHandle.current().pid();
    assertThat(ProcessStat.cpuNanosOf(pid).orElseThrow()).isPositive();
  }
}
