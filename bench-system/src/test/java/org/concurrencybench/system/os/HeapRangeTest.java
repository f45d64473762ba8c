package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapRangeTest {

  @Test
  void serialHasItsGenerationsInOrder() {
    assertThat(
            HeapRange.parse(
                """
                DefNew     total 157248K, used 13977K [0x00000000e0000000, 0x00000000eaaa0000, 0x00000000eaaa0000)
                 eden space 139776K,  10% used [0x00000000e0000000, 0x00000000e0da6728, 0x00000000e8880000)
                Tenured    total 349568K, used 1166K [0x00000000eaaa0000, 0x0000000100000000, 0x0000000100000000)
                 the  space 349568K,   0% used [0x00000000eaaa0000, 0x00000000eabc3ab8, 0x0000000100000000)
                """))
        .hasValue(new HeapRange(0xe0000000L, 0x100000000L));
  }

  @Test
  void parallelHasTheOldBeforeTheYoung() {
    assertThat(
            HeapRange.parse(
                """
                PSYoungGen      total 153088K, used 13174K [0x00000000f5580000, 0x0000000100000000, 0x0000000100000000)
                 eden space 131584K, 10% used [0x00000000f5580000,0x00000000f625da58,0x00000000fd600000)
                ParOldGen       total 349696K, used 1166K [0x00000000e0000000, 0x00000000f5580000, 0x00000000f5580000)
                """))
        .hasValue(new HeapRange(0xe0000000L, 0x100000000L));
  }

  @Test
  void g1TellsItWithTwoAddresses() {
    assertThat(
            HeapRange.parse(
                """
                garbage-first heap   total reserved 524288K, committed 524288K, used 9358K [0x00000000e0000000, 0x0000000100000000)
                 region size 1024K, 8 young (8192K), 0 survivors (0K)
                """))
        .hasValue(new HeapRange(0xe0000000L, 0x100000000L));
  }

  @Test
  void zgcDoesNotTell() {
    assertThat(HeapRange.parse("ZHeap            used 12M, capacity 512M, max capacity 512M\n"))
        .isEmpty();
  }
}
