package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TalliesTest {

  @Test
  void whatOneHasCountedIsTakenOver() {
    var between = new Tallies();
    between.count(ErrorKind.RESET, "first");
    between.count(ErrorKind.RESET, "second");
    var window = new Tallies();
    window.takeFrom(between);
    assertThat(window.total()).isEqualTo(2);
    assertThat(window.errors().toString()).isEqualTo("2 RESET (first)");
    assertThat(between.total()).isZero();
  }

  @Test
  void secondThreadIsRefusedWhetherItCountsOrTakes() {
    var between = new Tallies();
    CompletableFuture.runAsync(() -> between.count(ErrorKind.CLOSED, "by the loop")).join();
    assertThatIllegalStateException()
        .isThrownBy(() -> between.count(ErrorKind.CLOSED, "by the caller"))
        .withMessageContaining(Thread.currentThread().getName());
    var window = new Tallies();
    assertThatIllegalStateException().isThrownBy(() -> window.takeFrom(between));
  }
}
