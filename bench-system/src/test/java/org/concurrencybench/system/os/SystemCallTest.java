package org.concurrencybench.system.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class SystemCallTest {

  @Test
  void bothCallsAreWhatTheyClaim() {
    assumeThat(Libc.isAvailable()).isTrue();
    assertThat(Libc.parentProcess())
        .isEqualTo((int) ProcessHandle.current().parent().orElseThrow().pid());
    assertThat(Libc.pageBytesAgain()).isEqualTo(Libc.pageBytes());
  }

  @Test
  void costIsKnownOnLinux() {
    assertThat(SystemCall.nanos().isPresent()).isEqualTo(Libc.isAvailable());
    SystemCall.nanos().ifPresent(nanos -> assertThat(nanos).isNotNegative());
  }
}
