package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.ServerConfig;
import org.concurrencybench.core.server.Variant.Fanout;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/**
 * Who is in a room hears everything that is said there, in the order of each speaker, and a member
 * that cannot or will not hear harms nobody. Every delivery is accounted for.
 */
interface ChatContract extends Contract {

  String ROOM = "a";

  /** Large enough that a member which does not read is soon behind. */
  int LARGE_BYTES = 32 * 1024;

  @Test
  default void everybodyHearsEverythingTheSpeakerIncluded() throws Exception {
    try (var server = start()) {
      TestClient first = server.member(ROOM);
      TestClient second = server.member(ROOM);
      TestClient elsewhere = server.member("b");
      for (int length : new int[] {0, 1, 125, 126, 511, 65_535, 65_536, 300_000, 1 << 20}) {
        byte[] message = Payloads.of(length, length);
        first.publish(message);
        first.expectMessage(message);
        second.expectMessage(message);
      }
      byte[] last = Payloads.of(-1, 10);
      elsewhere.publish(last);
      elsewhere.expectMessage(last);
      assertThat(server.fanout().published()).isEqualTo(10);
      assertThat(server.fanout().owed()).isEqualTo(19);
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  @Test
  default void everyMemberHearsEverySpeakerInItsOrder() throws Exception {
    int speakers = 5;
    int messages = 300;
    try (var server = start()) {
      var members = new ArrayList<TestClient>();
      for (int i = 0; i < speakers; i++) {
        members.add(server.member(ROOM));
      }
      var working = new ArrayList<Work<Boolean>>();
      for (int i = 0; i < speakers; i++) {
        TestClient member = members.get(i);
        int speaker = i;
        working.add(TestServer.beside(() -> speak(member, speaker, messages)));
        working.add(TestServer.beside(() -> hearAll(member, speakers, messages)));
      }
      for (Work<Boolean> work : working) {
        work.result();
      }
      assertThat(server.fanout().published()).isEqualTo((long) speakers * messages);
      assertThat(server.fanout().owed()).isEqualTo((long) speakers * messages * speakers);
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  @Test
  default void whoJoinsWhileOthersSpeakHearsAllThatFollows() throws Exception {
    int joining = 30;
    int eachHears = 20;
    try (var server = start()) {
      TestClient speaker = server.member(ROOM);
      var enough = new AtomicInteger();
      Work<Boolean> speaking =
          TestServer.beside(() -> {
            for (int number = 0; enough.get() < joining; number++) {
              speaker.publish(numbered(0, number));
              assertThat(number(speaker.nextMessage())).isEqualTo(number);
            }
            return true;
          });
      for (int i = 0; i < joining; i++) {
        TestClient member = server.member(ROOM);
        int first = number(member.nextMessage());
        for (int next = first + 1; next < first + eachHears; next++) {
          assertThat(number(member.nextMessage())).isEqualTo(next);
        }
        member.close();
        enough.incrementAndGet();
      }
      speaking.result();
    }
  }

  @Test
  default void whoHasBeenAnsweredHearsWhateverIsSaidFromThenOn() throws Exception {
    int joins = 600;
    try (var server = start()) {
      TestClient speaker = server.member(ROOM);
      for (int i = 0; i < joins; i++) {
        TestClient joined = server.member(ROOM);
        speaker.publish(numbered(0, i));
        assertThat(number(speaker.nextMessage())).isEqualTo(i);
        // Said for a member that has missed the first one, and would wait in vain.
        speaker.publish(numbered(0, -1));
        assertThat(number(speaker.nextMessage())).isEqualTo(-1);
        assertThat(number(joined.nextMessage())).as("said right after the answer").isEqualTo(i);
        joined.close();
      }
    }
  }

  @Test
  default void aMemberThatOnlyListensIsNotIdle() throws Exception {
    var limits = new Limits(1 << 20, Limits.MESSAGE, Duration.ofMillis(300));
    try (var server = start(config().withLimits(limits))) {
      TestClient speaker = server.member(ROOM);
      TestClient listener = server.member(ROOM);
      TestClient idle = server.client();
      if (dialect() == Dialect.TCP) {
        idle.echo(Payloads.of(1, 10));
        idle.expectEnd();
      } else {
        expectFarewell(idle);
      }
      speaker.publish(Payloads.of(2, 10));
      speaker.expectMessage(Payloads.of(2, 10));
      listener.expectMessage(Payloads.of(2, 10));
    }
  }

  @Test
  default void whoHasLeftIsOwedNothing() throws Exception {
    try (var server = start()) {
      TestClient staying = server.member(ROOM);
      TestClient leaving = server.member(ROOM);
      leaving.close();
      Deadline.await("gone", () -> server.stats().open() == 1);
      staying.publish(Payloads.of(1, 100));
      staying.expectMessage(Payloads.of(1, 100));
      assertThat(server.fanout().owed()).isEqualTo(1);
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  @Test
  default void whatWasSaidBeforeAHalfCloseIsHeardByAll() throws Exception {
    int messages = 50;
    try (var server = start()) {
      TestClient speaker = server.member(ROOM);
      TestClient listener = server.member(ROOM);
      for (int i = 0; i < messages; i++) {
        speaker.publish(Payloads.of(i, 1_000));
      }
      speaker.halfClose();
      for (int i = 0; i < messages; i++) {
        speaker.expectMessage(Payloads.of(i, 1_000));
        listener.expectMessage(Payloads.of(i, 1_000));
      }
      speaker.expectEnd();
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  @Test
  default void aMemberThatStallsIsDisconnectedAndHarmsNobody() throws Exception {
    stall(LARGE_BYTES);
  }

  /** Of these, several go in one write. */
  @Test
  default void aMemberThatStallsOverSmallMessagesIsDisconnectedAndHarmsNobody() throws Exception {
    stall(1_000);
  }

  private void stall(int bytes) throws Exception {
    try (var server = start()) {
      TestClient stalled = server.memberWithSmallWindow(ROOM);
      TestClient listener = server.member(ROOM);
      TestClient speaker = server.member(ROOM);
      int published = 0;
      while (server.fanout().slowMembers() == 0) {
        byte[] message = Payloads.of(published++, bytes);
        speaker.publish(message);
        speaker.expectMessage(message);
        listener.expectMessage(message);
        assertThat((long) published * bytes)
            .as("said while a member does not listen")
            .isLessThan(BackPressureContract.MOST_TAKEN_BYTES);
      }
      Deadline.await("the stalled member is gone", () -> server.stats().open() == 2);
      assertThat(server.fanout().slowMembers()).isEqualTo(1);

      byte[] last = Payloads.of(-1, 100);
      speaker.publish(last);
      speaker.expectMessage(last);
      listener.expectMessage(last);

      long heardByOthers = 2L * (published + 1);
      long heard = heardByOthers + stalled.countMessagesToTheEnd();
      long owed = server.fanout().owed();
      long dropped = server.fanout().dropped();
      assertThat(server.fanout().published()).isEqualTo(published + 1);
      // It may have been gone already when the last but one was said.
      assertThat(owed).isBetween(3L * published + 1, 3L * published + 2);
      long uncertain = server.fanout().uncertain();
      assertThat(owed - dropped - heard)
          .as("heard %d, dropped %d, uncertain %d of %d", heard, dropped, uncertain, owed)
          .isBetween(0L, uncertain);
      assertThat(uncertain).isLessThanOrEqualTo(ServerConfig.FLUSH_BYTES / bytes);
    }
  }

  @Test
  default void manyThatStallTogetherHoldUpNobodyForTheSumOfTheirTimes() throws Exception {
    int stalled = 30;
    try (var server = start()) {
      for (int i = 0; i < stalled; i++) {
        server.memberWithSmallWindow(ROOM);
      }
      TestClient speaker = server.member(ROOM);
      long longestNanos = 0;
      for (int i = 0; server.fanout().slowMembers() < stalled; i++) {
        byte[] message = Payloads.of(i, LARGE_BYTES);
        long began = System.nanoTime();
        speaker.publish(message);
        speaker.expectMessage(message);
        longestNanos = Math.max(longestNanos, System.nanoTime() - began);
      }
      Deadline.await("those that stalled are gone", () -> server.stats().open() == 1);
      assertThat(Duration.ofNanos(longestNanos))
          .as("the longest that a publish was held up, with a second for each at most")
          .isLessThan(Duration.ofMillis(stalled * ServerConfig.DIRECT_WRITE_MILLIS / 2));
    }
  }

  @Test
  default void membersThatResetHarmNobody() throws Exception {
    int messages = 100;
    try (var server = start()) {
      TestClient speaker = server.member(ROOM);
      TestClient listener = server.member(ROOM);
      var resetting = new ArrayList<TestClient>();
      for (int i = 0; i < 20; i++) {
        resetting.add(server.member(ROOM));
      }
      for (int i = 0; i < messages; i++) {
        speaker.publish(Payloads.of(i, 2_000));
        if (i < resetting.size()) {
          resetting.get(i).reset();
        }
        speaker.expectMessage(Payloads.of(i, 2_000));
        listener.expectMessage(Payloads.of(i, 2_000));
      }
      Deadline.await("only two left", () -> server.stats().open() == 2);
      assertThat(server.fanout().published()).isEqualTo(messages);
      assertThat(server.fanout().slowMembers()).isZero();
      assertThat(server.fanout().owed() - server.fanout().dropped())
          .as("deliveries, of which two members had all")
          .isGreaterThanOrEqualTo(2L * messages);
    }
  }

  @Test
  default void aThousandMembersHearEverything() throws Exception {
    int members = 1_000;
    int messages = 20;
    EchoContract.assumeDescriptors(3L * members);
    try (var server = start()) {
      var all = new ArrayList<TestClient>();
      for (int i = 0; i < members; i++) {
        all.add(server.member(ROOM));
      }
      for (int i = 0; i < messages; i++) {
        all.get(i * (members / messages)).publish(numbered(i, i));
        all.getFirst().nextMessage(); // so that the next is said after this one
      }
      for (TestClient member : all) {
        hear(member, member == all.getFirst() ? List.of() : upTo(messages));
      }
      assertThat(server.fanout().published()).isEqualTo(messages);
      assertThat(server.fanout().owed()).isEqualTo((long) messages * members);
      assertThat(server.fanout().dropped()).isZero();
    }
  }

  private static List<Integer> upTo(int messages) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < messages; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static void hear(TestClient member, List<Integer> numbers) throws IOException {
    var heard = new ArrayList<Integer>();
    while (heard.size() < numbers.size()) {
      heard.add(number(member.nextMessage()));
    }
    assertThat(heard).containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Test
  default void whatIsOnItsWayAtTheEndIsDelivered() throws Exception {
    int messages = 50;
    // Who writes directly is held up by more than the kernel takes, and would not say more.
    int bytes = config().variant().fanout() == Fanout.DIRECT ? 100 : 10_000;
    try (var server = start()) {
      TestClient speaker = server.member(ROOM);
      TestClient late = server.memberWithSmallWindow(ROOM);
      for (int i = 0; i < messages; i++) {
        speaker.publish(Payloads.of(i, bytes));
        speaker.expectMessage(Payloads.of(i, bytes));
      }
      // When this comes back, all before it are on their way to everybody; it may be too late
      // itself.
      byte[] last = Payloads.of(-1, bytes);
      speaker.publish(last);
      speaker.expectMessage(last);
      Work<Boolean> closing = server.closeBeside();
      for (int i = 0; i < messages; i++) {
        late.expectMessage(Payloads.of(i, bytes));
      }
      int heardLast = late.countMessagesToTheEnd();
      late.close();
      expectFarewell(speaker);
      speaker.close();
      closing.result();
      assertThat(server.fanout().owed()).isEqualTo(2L * (messages + 1));
      assertThat(server.fanout().dropped()).isEqualTo(1 - heardLast);
      assertThat(server.stats().ioFailures()).isZero();
    }
  }

  private static boolean speak(TestClient client, int speaker, int messages) throws IOException {
    for (int number = 0; number < messages; number++) {
      client.publish(numbered(speaker, number));
    }
    return true;
  }

  private static boolean hearAll(TestClient client, int speakers, int messages) throws IOException {
    var next = new int[speakers];
    for (int i = 0; i < speakers * messages; i++) {
      byte[] message = client.nextMessage();
      assertThat(number(message)).as("in the order of its speaker").isEqualTo(next[message[0]]++);
    }
    return true;
  }

  private static byte[] numbered(int speaker, int number) {
    return ByteBuffer.allocate(100).put((byte) speaker).putInt(number).array();
  }

  private static int number(byte[] message) {
    return ByteBuffer.wrap(message).getInt(1);
  }
}
