package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenMessagesTest {

  private final OpenMessages open = new OpenMessages();

  private List<String> all() {
    List<String> all = new ArrayList<>();
    open.forEach(
        (intended, sent, deliveries) -> all.add(intended + " " + sent + " x" + deliveries));
    return all;
  }

  @Test
  void whatHasNotArrivedEverywhereIsThereWithItsTimes() {
    open.begin();
    int first = open.add(0, 1, 10, 11, 3);
    int second = open.add(1, 1, 20, 21, 3);
    for (int i = 0; i < 3; i++) {
      open.delivered(second);
    }
    open.delivered(first);
    assertThat(all()).containsExactly("10 11 x2");
    open.delivered(first);
    open.delivered(first);
    assertThat(all()).isEmpty();
  }

  @Test
  void manyAreKeptInTheirOrderAndMessagesOfEarlierWindowsAreNot() {
    open.begin();
    int old = open.add(0, 1, 1, 1, 2);
    open.begin();
    assertThat(open.ofThisWindow(old)).isFalse();
    open.delivered(old);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      numbers.add(open.add(0, 2 + i, i, i, 1));
    }
    assertThat(numbers).allMatch(open::ofThisWindow);
    assertThat(all()).hasSize(100).startsWith("0 0 x1", "1 1 x1").endsWith("99 99 x1");
    for (int i = 99; i > 0; i--) {
      open.delivered(numbers.get(i));
    }
    assertThat(all()).containsExactly("0 0 x1");
  }

  @Test
  void memberThatLeavesForfeitsWhatItHasNotHeard() {
    var ledger = new RoomLedger(2);
    ledger.came(0);
    ledger.came(1);
    open.begin();
    for (int i = 0; i < 3; i++) {
      open.add(0, ledger.publish(0), i, i, 2);
    }
    ledger.arrived(1, 0, 1);
    open.delivered(0);
    assertThat(open.forfeit((sender, sequence) -> ledger.waitsFor(1, sender, sequence)))
        .isEqualTo(2);
    assertThat(all()).containsExactly("0 0 x1", "1 1 x1", "2 2 x1");
  }

  @Test
  void messageThatIsOwedToNobodyIsNotOpen() {
    open.begin();
    int alone = open.add(0, 1, 1, 1, 0);
    assertThat(open.ofThisWindow(alone)).isTrue();
    assertThat(all()).isEmpty();
  }
}
