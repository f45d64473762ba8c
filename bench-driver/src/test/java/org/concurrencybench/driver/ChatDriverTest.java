package org.concurrencybench.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rooms of a stub that behaves, and of one that does not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChatDriverTest {

  private static final int PAYLOAD = 64;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Ends when the last delivery has come; long, because the machine may be busy. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** Where something is missing, all of it passes. */
  private static final Duration IN_VAIN = Duration.ofSeconds(1);

  private static ServiceStub stub(ClientKind client) throws IOException {
    return new ServiceStub(client == ClientKind.TCP ? WireProtocol.TCP : WireProtocol.HTTP);
  }

  private static ServiceStub stub(ServiceStub.Fanout fanout) throws IOException {
    return new ServiceStub(WireProtocol.TCP, UnaryOperator.identity(), fanout);
  }

  private static ChatLoad load(ServiceStub stub, ClientKind client, int connections, int members) {
    return ChatLoad.of(stub.address(), client, connections, members, PAYLOAD).withDrain(DRAIN);
  }

  private static ChatResult run(ChatDriver driver, ChatLoad load, double deliveries)
      throws Exception {
    return driver.run(
        new Phase("test", load.deliveriesPerSecond(deliveries), SECOND), WindowObserver.SILENT);
  }

  private static ChatResult run(ServiceStub stub) throws Exception {
    return run(stub, DRAIN);
  }

  private static ChatResult run(ServiceStub stub, Duration drain) throws Exception {
    ChatLoad load = load(stub, ClientKind.TCP, 12, 4).withDrain(drain);
    try (var driver = ChatDriver.connect(load)) {
      return accounted(run(driver, load, 400));
    }
  }

  private static ChatResult accounted(ChatResult result) {
    RoomCounts rooms = result.rooms();
    assertThat(rooms.owed()).isEqualTo(rooms.delivered() + rooms.missing() + rooms.forfeited());
    assertThat(result.window().response().getTotalCount())
        .isEqualTo(rooms.delivered() + rooms.beside() + rooms.missing());
    assertThat(result.window().lateness().getTotalCount()).isEqualTo(result.window().issued());
    return result;
  }

  @ParameterizedTest
  @CsvSource({"TCP, 12, 4, 1", "WS, 12, 4, 1", "TCP, 40, 40, 1", "WS, 6, 1, 2", "TCP, 12, 3, 4"})
  void everyDeliveryArrivesInEveryWindow(
      ClientKind client, int connections, int members, int workers) throws Exception {
    try (var stub = stub(client)) {
      ChatLoad load = load(stub, client, connections, members).withWorkers(workers);
      try (var driver = ChatDriver.connect(load)) {
        assertThat(driver.connecting().opened()).isEqualTo(connections);
        for (int i = 0; i < 2; i++) {
          FanoutStats.Snapshot before = stub.fanout();
          ChatResult result = accounted(run(driver, load, 800));
          FanoutStats.Snapshot after = stub.fanout();
          RoomCounts rooms = result.rooms();
          assertThat(result.window().errors().total()).as("%s", result.window().errors()).isZero();
          assertThat(rooms.published()).isPositive();
          assertThat(rooms.delivered())
              .isEqualTo(rooms.publishedTimesMembers())
              .isEqualTo(rooms.allDelivered())
              .isEqualTo(after.owed() - before.owed());
          assertThat(result.window().completed()).isEqualTo(result.window().issued());
          assertThat(result.window().reconnects()).isZero();
          assertThat(rooms.wrong()).isZero();
        }
      }
    }
  }

  /** Measures the measurer: every delivery waits for a known time in the stub. */
  @Test
  void deliveryThatIsHeldUpIsSeen() throws Exception {
    int millis = 40;
    try (var stub =
        stub((_, frame, to) -> {
          sleep(millis);
          to.send(frame);
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 4, 2);
      try (var driver = ChatDriver.connect(load)) {
        ChatResult result = accounted(run(driver, load, 20));
        // The first member of a room waits once, the second after it: half of them each.
        double p25 = result.window().response().getValueAtPercentile(25) / 1e6;
        double p75 = result.window().response().getValueAtPercentile(75) / 1e6;
        assertThat(p25).isBetween(millis * 0.99, millis * 1.9);
        assertThat(p75).isGreaterThan(millis * 1.99);
        assertThat(result.window().response().getMinValue() / 1e6).isGreaterThan(millis * 0.99);
        assertThat(result.rooms().missing()).isZero();
      }
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void deliveryThatComesTwiceIsWrong() throws Exception {
    try (var stub =
        stub((member, frame, to) -> {
          if (member == 3) {
            to.send(frame.duplicate());
          }
          to.send(frame);
        })) {
      ChatResult result = run(stub);
      assertThat(result.rooms().wrong()).isPositive();
      assertThat(result.window().errors().toString()).contains("twice");
      assertThat(result.rooms().missing()).isZero();
    }
  }

  @Test
  void deliveryThatIsLeftOutIsMissingAndTheNextOfThatSenderIsWrong() throws Exception {
    var count = new AtomicInteger();
    try (var stub =
        stub((member, frame, to) -> {
          // Not all of a sender.
          if (member != 3 || count.incrementAndGet() % 7 != 0) {
            to.send(frame);
          }
        })) {
      ChatResult result = run(stub, IN_VAIN);
      assertThat(result.rooms().missing()).isPositive();
      assertThat(result.window().errors().count(ErrorKind.TIMEOUT)).isPositive();
      assertThat(result.window().errors().toString()).contains("missing by the end of the drain");
      assertThat(result.rooms().wrong()).as("out of order").isPositive();
      assertThat(result.window().elapsed()).isGreaterThanOrEqualTo(SECOND.plus(IN_VAIN));
    }
  }

  @Test
  void deliveriesInTheWrongOrderAreWrong() throws Exception {
    Map<Integer, ByteBuffer> held = new ConcurrentHashMap<>();
    var talking = new AtomicBoolean();
    try (var stub =
        stub((member, frame, to) -> {
          if (member != 3 || !talking.get()) {
            to.send(frame);
            return;
          }
          // Each waits for the next one of this member, whose place it takes.
          ByteBuffer before = held.remove(member);
          if (before == null) {
            held.put(member, frame);
          } else {
            to.send(frame);
            to.send(before);
          }
        })) {
      // Alone in a room, so that two in a row have one sender.
      ChatLoad load = load(stub, ClientKind.TCP, 4, 1).withDrain(IN_VAIN);
      try (var driver = ChatDriver.connect(load)) {
        talking.set(true);
        ChatResult result = accounted(run(driver, load, 400));
        assertThat(result.rooms().wrong()).isPositive();
        assertThat(result.window().errors().toString()).contains("of a member");
      }
    }
  }

  @Test
  void deliveryOfAnotherRoomIsWrong() throws Exception {
    Map<Integer, ServiceStub.Sending> members = new ConcurrentHashMap<>();
    try (var stub =
        stub((member, frame, to) -> {
          members.put(member, to);
          to.send(frame.duplicate());
          ServiceStub.Sending ofAnotherRoom = members.get(4);
          if (member == 3 && ofAnotherRoom != null) {
            ofAnotherRoom.send(frame);
          }
        })) {
      ChatResult result = run(stub);
      assertThat(result.window().errors().toString())
          .containsPattern("message of room \\d in room \\d");
    }
  }

  @Test
  void deliveryWithAnotherByteIsWrong() throws Exception {
    var talking = new AtomicBoolean();
    try (var stub =
        stub((member, frame, to) -> {
          ByteBuffer changed = ByteBuffer.allocate(frame.remaining()).put(frame).flip();
          if (member == 3 && talking.get()) {
            int at = changed.limit() - 1;
            changed.put(at, (byte) ~changed.get(at));
          }
          to.send(changed);
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 12, 4).withDrain(IN_VAIN);
      try (var driver = ChatDriver.connect(load)) {
        talking.set(true);
        ChatResult result = accounted(run(driver, load, 400));
        assertThat(result.window().errors().toString()).contains("differs at byte 63");
        assertThat(result.rooms().wrong()).isEqualTo(result.rooms().missing()).isPositive();
      }
    }
  }

  /** The contract: who has the answer to its JOIN is a member. */
  @Test
  void serverThatAnswersJoinBeforeItCountsTheMemberIsFoundOut() throws Exception {
    var unseen = new AtomicInteger(3);
    try (var stub =
        stub((member, frame, to) -> {
          if (member != 3 || unseen.getAndDecrement() <= 0) {
            to.send(frame);
          }
        })) {
      ChatResult result = run(stub, IN_VAIN);
      assertThat(result.rooms().missing()).isGreaterThanOrEqualTo(3);
      assertThat(result.rooms().wrong() + result.window().errors().count(ErrorKind.TIMEOUT))
          .isPositive();
    }
  }

  /** And no message precedes the answer. */
  @Test
  void messageBeforeTheAnswerToJoinIsAViolation() throws Exception {
    byte[] message = new byte[1 + PAYLOAD];
    message[0] = 0x12;
    try (var stub =
        new StubServer((request, peer) -> {
          peer.reply(message);
          peer.reply(request);
        })) {
      assertThatIOException()
          .isThrownBy(
              () -> ChatDriver.connect(ChatLoad.of(stub.address(), ClientKind.TCP, 4, 2, PAYLOAD)))
          .withMessageContaining("4 VIOLATION (a message of a room that was not joined)");
    }
  }

  @Test
  void deliveryThatDoesNotComeIsInThePercentilesAtItsAge() throws Exception {
    var deaf = new AtomicBoolean();
    try (var stub =
        stub((member, frame, to) -> {
          if (member != 3 || !deaf.get()) {
            to.send(frame);
          }
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 4, 4).withDrain(IN_VAIN);
      try (var driver = ChatDriver.connect(load)) {
        deaf.set(true);
        ChatResult result = accounted(run(driver, load, 400));
        assertThat(result.rooms().missing()).isEqualTo(100);
        assertThat(result.rooms().wrong()).isZero();
        // A quarter of all; the youngest was published at the end, and waited for the drain.
        long age = result.window().response().getValueAtPercentile(76);
        assertThat(age).isGreaterThanOrEqualTo((long) (IN_VAIN.toNanos() * 0.999));
        assertThat(result.window().response().getMaxValue()).isGreaterThan(age);
        assertThat(result.window().service().getTotalCount()).isEqualTo(400);
      }
    }
  }

  /** The same members speak at the same times, however long it took to settle. */
  @Test
  void windowsOfOneSeedAreAlikeOnEveryServer() throws Exception {
    List<String> once = said(1, 5);
    assertThat(once).hasSize(50);
    assertThat(said(3, 5)).isEqualTo(once);
    assertThat(said(1, 6)).hasSize(50).isNotEqualTo(once);
  }

  private static List<String> said(int settled, long seed) throws Exception {
    Map<Long, Integer> senders = new ConcurrentHashMap<>();
    try (var stub =
        stub((_, frame, to) -> {
          int payload = frame.position() + 5;
          senders.put(frame.getLong(payload + 24), frame.getInt(payload + 12));
          to.send(frame);
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 4, 4).withSeed(seed);
      try (var driver = ChatDriver.connect(load)) {
        for (int i = 0; i < settled; i++) {
          driver.run(
              new Phase("settle", load.deliveriesPerSecond(400), Duration.ofMillis(50)),
              WindowObserver.SILENT);
        }
        senders.clear();
        driver.run(
            new Phase("measured", load.deliveriesPerSecond(400), Duration.ofMillis(500)),
            WindowObserver.SILENT);
      }
    }
    var inOrder = new TreeMap<>(senders);
    return inOrder.entrySet().stream()
        .map(said -> said.getKey() - inOrder.firstKey() + " ns: member " + said.getValue())
        .toList();
  }

  @Test
  void connectionThatEndsBetweenWindowsIsCountedByTheNext() throws Exception {
    Map<Integer, ServiceStub.Sending> members = new ConcurrentHashMap<>();
    try (var stub =
        stub((member, frame, to) -> {
          members.put(member, to);
          to.send(frame);
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 4, 4);
      try (var driver = ChatDriver.connect(load)) {
        run(driver, load, 400);
        members.get(3).cut();
        ChatResult result = accounted(run(driver, load, 400));
        assertThat(result.window().connectionErrors().count(ErrorKind.CLOSED)).isEqualTo(1);
        assertThat(result.window().reconnects()).isEqualTo(1);
        assertThat(accounted(run(driver, load, 400)).window().connectionErrors().total()).isZero();
      }
    }
  }

  @Test
  void noMoreThanSomeHundredsWaitForTheirJoinAtOnce() throws Exception {
    var waiting = new AtomicInteger();
    var most = new AtomicInteger();
    try (var stub =
            new ServiceStub(
                WireProtocol.TCP,
                reply -> {
                  if (reply instanceof Reply.Joined) {
                    most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
                    sleep(300);
                    waiting.decrementAndGet();
                  }
                  return reply;
                });
        var driver = ChatDriver.connect(load(stub, ClientKind.TCP, 1_200, 400))) {
      assertThat(driver.connecting().opened()).isEqualTo(1_200);
      assertThat(most.get()).isBetween(50, 500);
    }
  }

  @Test
  void joinThatIsAnsweredWithAnotherRoomIsAWrongReply() throws Exception {
    try (var stub =
        new ServiceStub(
            WireProtocol.TCP,
            reply -> reply instanceof Reply.Joined ? new Reply.Joined("elsewhere") : reply)) {
      assertThatIOException()
          .isThrownBy(() -> ChatDriver.connect(load(stub, ClientKind.TCP, 4, 2)))
          .withMessageContaining("nobody could join")
          .withMessageContaining("4 WRONG_REPLY (joined 'elsewhere' instead of 'bench-");
    }
  }

  @Test
  void memberThatIsDisconnectedForfeitsWhatItWasOwedAndComesAgain() throws Exception {
    var cut = new AtomicInteger();
    try (var stub =
        stub((member, frame, to) -> {
          if (member == 3 && cut.incrementAndGet() == 20) {
            to.cut();
          } else {
            to.send(frame);
          }
        })) {
      ChatResult result = run(stub);
      assertThat(result.rooms().forfeited()).isPositive();
      assertThat(result.rooms().beside()).isPositive();
      assertThat(result.window().connectionErrors().total()).isPositive();
      assertThat(result.window().reconnects()).isEqualTo(1);
      assertThat(result.rooms().missing()).isZero();
      assertThat(result.rooms().wrong()).isZero();
    }
  }

  @Test
  void slowMemberReadsWhatWasLeftAndIsInNoHistogram() throws Exception {
    try (var stub = stub(ClientKind.TCP)) {
      ChatLoad load = load(stub, ClientKind.TCP, 12, 4);
      try (var driver = ChatDriver.connect(load)) {
        ChatResult result =
            accounted(
                driver.run(
                    new Phase("slow", load.deliveriesPerSecond(400), SECOND),
                    2,
                    WindowObserver.SILENT));
        assertThat(result.rooms().slow())
            .hasSize(2)
            .allSatisfy(slow -> {
              assertThat(slow.member()).as("the last of a room").isEqualTo(3);
              assertThat(slow.received()).isEqualTo(slow.published()).isPositive();
              assertThat(slow.receivedBytes()).isEqualTo(slow.received() * PAYLOAD);
              assertThat(slow.ended()).isNull();
            })
            .extracting(SlowMember::room)
            .doesNotHaveDuplicates();
        assertThat(result.rooms().allDelivered()).isEqualTo(result.rooms().publishedTimesMembers());
        ChatResult after = accounted(run(driver, load, 400));
        assertThat(after.rooms().slow()).isEmpty();
        assertThat(after.rooms().delivered()).isEqualTo(after.rooms().publishedTimesMembers());
      }
    }
  }

  @Test
  void slowMemberThatIsDisconnectedIsToldOf() throws Exception {
    var cut = new AtomicBoolean();
    try (var stub =
        stub((member, frame, to) -> {
          if (cut.get() && member == 3) {
            to.cut();
          } else {
            to.send(frame);
          }
        })) {
      ChatLoad load = load(stub, ClientKind.TCP, 4, 4);
      try (var driver = ChatDriver.connect(load)) {
        cut.set(true);
        ChatResult result =
            accounted(
                driver.run(
                    new Phase("slow", load.deliveriesPerSecond(400), SECOND),
                    1,
                    WindowObserver.SILENT));
        SlowMember slow = result.rooms().slow().getFirst();
        assertThat(slow.ended()).isNotNull();
        assertThat(slow.received()).isLessThan(slow.published());
        assertThat(result.window().connectionErrors().total()).as("it asked for it").isZero();
        assertThat(result.rooms().missing()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TCP", "WS"})
  void everybodyReturnsAfterAStorm(ClientKind client) throws Exception {
    try (var stub = stub(client)) {
      ChatLoad load = load(stub, client, 60, 10);
      try (var driver = ChatDriver.connect(load)) {
        StormResult result =
            driver.runStorm(
                new Phase("storm", load.deliveriesPerSecond(600), Duration.ofSeconds(3)),
                Duration.ofSeconds(1),
                WindowObserver.SILENT);
        ReconnectStorm storm = result.storm();
        assertThat(storm.returned()).isEqualTo(60).isEqualTo(storm.members());
        assertThat(storm.untilAllMembers()).isPositive();
        assertThat(storm.join().getTotalCount()).isEqualTo(60);
        assertThat(result.chat().window().connectionErrors())
            .as("%s", result.chat().window().connectionErrors())
            .isEqualTo(Errors.NONE);
        assertThat(stub.accepted()).isEqualTo(120);
        assertThat(result.chat().rooms().beside()).isPositive();
        assertThat(result.chat().rooms().wrong()).isZero();
        assertThat(result.chat().rooms().missing()).isZero();
        ChatResult after = accounted(run(driver, load, 600));
        assertThat(after.rooms().delivered()).isEqualTo(after.rooms().publishedTimesMembers());
        assertThat(after.window().errors().total()).isZero();
      }
    }
  }

  @Test
  void nonsenseIsRefusedWithTheValue() throws Exception {
    try (var stub = stub(ClientKind.TCP)) {
      ChatLoad load = load(stub, ClientKind.TCP, 12, 4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load(stub, ClientKind.HTTP, 12, 4))
          .withMessageContaining("chat over http");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load(stub, ClientKind.TCP, 12, 5))
          .withMessageContaining("12 connections in rooms of 5 members");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load(stub, ClientKind.TCP, 20_000, 20_000))
          .withMessageContaining("pairs");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> load.withWorkers(2))
          .withMessageContaining("divide the number of rooms, 3");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ChatLoad.of(stub.address(), ClientKind.TCP, 4, 2, 39))
          .withMessageContaining("payload of 39 bytes");
    }
  }
}
