package org.concurrencybench.pooled;

import static org.assertj.core.api.Assertions.assertThat;

import org.concurrencybench.core.service.Reply;
import org.junit.jupiter.api.Test;

/** Of a poll only matters here which it is. */
class CustodyTest {

  private static final Reply ANSWER = new Reply.NoMessage();

  private final Custody custody = new Custody();
  private final HeldPoll poll = new HeldPoll(null, null);

  @Test
  void goesFromTheLoopToAWorkerAndBack() {
    assertThat(custody.isLoops()).isTrue();
    custody.lend();
    assertThat(custody.isLoops()).isFalse();
    assertThat(custody.giveBack()).isFalse();
    assertThat(custody.isLoops()).isTrue();
  }

  @Test
  void whoBringsTheAnswerToAParkedPollAnswersIt() {
    custody.lend();
    assertThat(custody.park(poll)).isNull();
    assertThat(custody.isLoops()).isFalse();
    assertThat(custody.claim(poll, ANSWER)).isTrue();
    assertThat(custody.isLoops()).isFalse();
    assertThat(custody.giveBack()).isFalse();
    assertThat(custody.isLoops()).isTrue();
  }

  @Test
  void answerThatComesBeforeThePollIsParkedIsLeftToItsThread() {
    custody.lend();
    assertThat(custody.claim(poll, ANSWER)).isFalse();
    assertThat(custody.park(poll)).isSameAs(ANSWER);
    assertThat(custody.giveBack()).isFalse();
    custody.lend();
    assertThat(custody.park(new HeldPoll(null, null))).as("of the next poll").isNull();
  }

  @Test
  void pollThatIsHeldWhenOneEndLeavesIsFound() {
    custody.lend();
    custody.park(poll);
    assertThat(custody.hurriedPoll()).isNull();
    assertThat(custody.hurry()).isSameAs(poll);
  }

  @Test
  void pollThatIsParkedAfterOneEndHasLeftIsFoundByWhoParksIt() {
    custody.lend();
    assertThat(custody.hurry()).isNull();
    custody.park(poll);
    assertThat(custody.hurriedPoll()).isSameAs(poll);
    assertThat(custody.claim(poll, ANSWER)).isTrue();
    assertThat(custody.hurriedPoll()).isNull();
    assertThat(custody.giveBack()).as("the connection is to end").isTrue();
  }
}
