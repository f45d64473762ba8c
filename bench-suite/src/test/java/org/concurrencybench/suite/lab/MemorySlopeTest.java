package org.concurrencybench.suite.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.concurrencybench.system.os.ProcessMemory;
import org.junit.jupiter.api.Test;

class MemorySlopeTest {

  private static final ProcessMemory FEW = memory(1_000, 5_000, 300, 10);
  private static final ProcessMemory MANY = memory(5_000, 7_000, 400, 14);

  @Test
  void dividesWhatWasAddedByTheConnectionsThatWere() {
    assertThat(MemorySlope.between(FEW, MANY, 3_900.0, 4))
        .isEqualTo(new MemorySlope(1_000, 500, 25, 16 * 1024, 3_900.0, 1));
  }

  @Test
  void processHasFourPartsAndNeitherSocketNorThreads() {
    assertThat(new MemorySlope(1, 20, 300, 4_000, 5e6, 50_000).processBytes()).isEqualTo(4_321);
  }

  @Test
  void shrinkingIsNegative() {
    assertThat(MemorySlope.between(/* few= */ MANY, /* many= */ FEW, null, 4).liveHeapBytes())
        .isEqualTo(-1_000);
  }

  @Test
  void refusesWhatHasNoSlope() {
    assertThatIllegalArgumentException().isThrownBy(() -> MemorySlope.between(FEW, MANY, null, 0));
    var untold = new ProcessMemory(1, null, null, null, null, null, null);
    assertThatNullPointerException().isThrownBy(() -> MemorySlope.between(untold, untold, null, 1));
  }

  private static ProcessMemory memory(long heap, long outside, long pageTables, int threads) {
    return new ProcessMemory(
        heap, 1L << 20, (1L << 20) + outside, outside, pageTables, threads, threads * 16L * 1024);
  }
}
