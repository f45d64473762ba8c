package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowSeedsTest {

  @Test
  void windowsOfOtherNamesChangeNothing() {
    var settledTwice = new WindowSeeds(7);
    settledTwice.next("settle");
    settledTwice.next("settle");
    var settledOnce = new WindowSeeds(7);
    settledOnce.next("settle");
    assertThat(settledTwice.next("measured")).isEqualTo(settledOnce.next("measured"));
    assertThat(settledTwice.next("measured")).isEqualTo(settledOnce.next("measured"));
  }

  @Test
  void eachWindowHasItsOwn() {
    var seeds = new WindowSeeds(7);
    var others = new WindowSeeds(8);
    assertThat(
            new long[] {
              seeds.next("measured"),
              seeds.next("measured"),
              seeds.next("settle"),
              others.next("measured")
            })
        .doesNotHaveDuplicates();
  }
}
