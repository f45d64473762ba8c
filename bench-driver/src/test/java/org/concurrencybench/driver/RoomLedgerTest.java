package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomLedgerTest {

  private static final int MEMBERS = 5;

  private final RoomLedger ledger = new RoomLedger(MEMBERS);

  private void allPresent() {
    for (int member = 0; member < MEMBERS; member++) {
      ledger.came(member);
    }
  }

  @Test
  void ordersOfSeveralSendersMayDifferBetweenMembers() {
    allPresent();
    var random = new SplittableRandom(1);
    int messages = 100;
    for (int i = 0; i < messages * MEMBERS; i++) {
      assertThat(ledger.publish(i % MEMBERS)).isEqualTo(i / MEMBERS + 1);
    }
    for (int member = 0; member < MEMBERS; member++) {
      int[] heard = new int[MEMBERS];
      int left = messages * MEMBERS;
      while (left > 0) {
        int sender = random.nextInt(MEMBERS);
        if (heard[sender] < messages) {
          assertThat(ledger.arrived(member, sender, ++heard[sender])).isNull();
          left--;
        }
      }
    }
  }

  @Test
  void messageThatComesTwiceIsNamed() {
    allPresent();
    ledger.publish(1);
    assertThat(ledger.arrived(0, 1, 1)).isNull();
    assertThat(ledger.arrived(0, 1, 1)).isEqualTo("message 1 of a member twice");
    assertThat(ledger.arrived(2, 1, 1)).as("another member").isNull();
  }

  @Test
  void gapIsNamedOnceAndTheNextIsRight() {
    allPresent();
    for (int i = 0; i < 4; i++) {
      ledger.publish(1);
    }
    assertThat(ledger.arrived(0, 1, 1)).isNull();
    assertThat(ledger.arrived(0, 1, 3))
        .isEqualTo("message 3 of a member where its message 2 was next");
    assertThat(ledger.arrived(0, 1, 4)).isNull();
    assertThat(ledger.arrived(0, 1, 2)).isEqualTo("message 2 of a member after its message 4");
  }

  @Test
  void messageThatWasNeverSentIsNamed() {
    allPresent();
    assertThat(ledger.arrived(0, 1, 1)).isEqualTo("message 1 of a member that has sent 0");
    ledger.publish(1);
    assertThat(ledger.arrived(0, 1, 0)).contains("message 0");
    assertThat(ledger.arrived(0, 1, -1)).contains("message -1");
  }

  @Test
  void firstThatIsPublishedAfterAMemberCameMayNotBeMissed() {
    ledger.publish(1);
    ledger.came(0);
    ledger.publish(1);
    ledger.publish(1);
    assertThat(ledger.arrived(0, 1, 3)).contains("its message 2 was next");
  }

  @Test
  void whatWasOnItsWayWhenAMemberCameMayComeFirstAndThenAllInOrder() {
    for (int i = 0; i < 9; i++) {
      ledger.publish(1);
    }
    ledger.came(0);
    assertThat(ledger.waitsFor(0, 1, 9)).isFalse();
    assertThat(ledger.waitsFor(0, 1, 10)).isTrue();
    assertThat(ledger.arrived(0, 1, 7)).isNull();
    assertThat(ledger.arrived(0, 1, 9)).contains("its message 8 was next");
    ledger.came(0);
    assertThat(ledger.arrived(0, 1, 5)).isNull();
  }

  @Test
  void whatWasLostWithItsSenderIsNotMissed() {
    allPresent();
    for (int i = 0; i < 5; i++) {
      ledger.publish(1);
    }
    // It heard itself up to the second, so those two were published.
    ledger.arrived(1, 1, 1);
    ledger.arrived(1, 1, 2);
    ledger.left(1);
    ledger.publish(1);
    for (int sequence = 1; sequence <= 3; sequence++) {
      assertThat(ledger.arrived(0, 1, sequence)).isNull();
      assertThat(ledger.skipped()).isZero();
    }
    assertThat(ledger.arrived(0, 1, 6)).isNull();
    assertThat(ledger.skipped()).isEqualTo(2);
    assertThat(ledger.arrived(2, 1, 1)).isNull();
    assertThat(ledger.arrived(2, 1, 6))
        .as("the second was published")
        .isEqualTo("message 6 of a member where its message 2 was next");
  }

  @Test
  void nobodyWaitsForWhatWasLostWhenTheWindowIsOver() {
    allPresent();
    ledger.publish(1);
    ledger.publish(1);
    ledger.left(1);
    assertThat(ledger.arrived(0, 1, 1)).isNull();
    assertThat(ledger.giveUpLost(0)).isEqualTo(1);
    assertThat(ledger.giveUpLost(0)).isZero();
    assertThat(ledger.giveUpLost(2)).isEqualTo(2);
    ledger.forgetLost();
    ledger.publish(1);
    ledger.publish(1);
    assertThat(ledger.arrived(0, 1, 3)).isNull();
    assertThat(ledger.skipped()).isZero();
    ledger.arrived(2, 1, 3);
    ledger.publish(1);
    assertThat(ledger.arrived(2, 1, 5)).as("as before").contains("its message 4 was next");
  }
}
