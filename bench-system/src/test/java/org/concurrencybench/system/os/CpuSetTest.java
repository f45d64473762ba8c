package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "0-3", "0-3,8", "0,2,4-5,63-65"})
  void printsWhatItParsed(String list) {
    assertThat(CpuSet.parse(list)).hasToString(list);
  }

  @Test
  void ordersAndJoinsRanges() {
    assertThat(CpuSet.parse("5,1-2,0\n")).hasToString("0-2,5").isEqualTo(CpuSet.of(0, 1, 2, 5));
    assertThat(CpuSet.parse("5,1-2,0").numbers()).containsExactly(0, 1, 2, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1,", "-1", "1-", "3-1", "1-2-3", "0x1", "1000000"})
  void refusesWhatIsNoList(String list) {
    assertThatThrownBy(() -> CpuSet.parse(list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(list);
  }

  @Test
  void survivesTheKernelsMask() {
    CpuSet cpus = CpuSet.of(0, 63, 64, 200);
    assertThat(CpuSet.ofMask(cpus.mask())).isEqualTo(cpus);
  }

  @Test
  void containsAndIntersects() {
    assertThat(CpuSet.parse("0-3").containsAll(CpuSet.of(1, 3))).isTrue();
    assertThat(CpuSet.parse("0-3").containsAll(CpuSet.of(1, 4))).isFalse();
    assertThat(CpuSet.of(0, 1).intersects(CpuSet.of(1, 2))).isTrue();
    assertThat(CpuSet.of(0, 1).intersects(CpuSet.of(2))).isFalse();
  }
}
