package org.concurrencybench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.testkit.TestServer.Work;
import org.junit.jupiter.api.Test;

/** A member over tcp may move between rooms, and ask for other things while it is in one. */
interface TcpChatContract extends Contract {

  @Test
  default void ownMessagesComeBeforeRepliesToLaterRequests() throws Exception {
    try (var server = start()) {
      TestClient client = server.member("a");
      for (int i = 0; i < 200; i++) {
        client.publish(Payloads.of(i, 300));
        client.sendEcho(Payloads.of(-i, 500));
        client.ask(new Request.Compute(1, i, ByteBuffer.allocate(0)));
      }
      for (int i = 0; i < 200; i++) {
        client.expectMessage(Payloads.of(i, 300));
        client.expectEcho(Payloads.of(-i, 500));
        Reply computed = client.receive();
        assertThat(computed).isInstanceOf(Reply.Computed.class);
        assertThat(((Reply.Computed) computed).value()).isEqualTo(Computation.of(1, i));
      }
    }
  }

  @Test
  default void repliesThatAreLargerThanWhatMayWaitForAMemberAreDelivered() throws Exception {
    try (var server = start()) {
      TestClient client = server.member("a");
      TestClient speaker = server.member("a");
      Work<Boolean> asking =
          TestServer.beside(() -> {
            for (int i = 0; i < 20; i++) {
              client.sendEcho(Payloads.of(i, 1 << 20));
              speaker.publish(Payloads.of(-i, 100));
            }
            return true;
          });
      int echoes = 0;
      int messages = 0;
      while (echoes < 20 || messages < 20) {
        switch (client.receive()) {
          case Reply.Echoed(var payload) -> {
            assertThat(payload.equals(ByteBuffer.wrap(Payloads.of(echoes, 1 << 20)))).isTrue();
            echoes++;
          }
          case Reply.Delivered(_, var payload) -> {
            assertThat(payload.equals(ByteBuffer.wrap(Payloads.of(-messages, 100)))).isTrue();
            messages++;
          }
          case Reply other -> throw new AssertionError("neither echo nor message: " + other);
        }
      }
      asking.result();
      assertThat(server.fanout().slowMembers()).isZero();
    }
  }

  @Test
  default void whoMovesHearsTheNewRoomOnly() throws Exception {
    try (var server = start()) {
      TestClient inA = server.member("a");
      TestClient inB = server.member("b");
      TestClient moving = server.member("a");
      var enough = new AtomicBoolean();
      Work<Boolean> speakingInA = TestServer.beside(() -> speak(inA, 1, enough));
      Work<Boolean> speakingInB = TestServer.beside(() -> speak(inB, 2, enough));
      for (int i = 0; i < 50; i++) {
        move(moving, "b", 2);
        move(moving, "a", 1);
      }
      enough.set(true);
      speakingInA.result();
      speakingInB.result();
    }
  }

  @Test
  default void whoHasMovedHearsWhateverIsSaidFromThenOn() throws Exception {
    int moves = 600;
    try (var server = start()) {
      TestClient[] speakers = {server.member("a"), server.member("b")};
      TestClient moving = server.member("b");
      for (int i = 0; i < moves; i++) {
        TestClient speaker = speakers[i % 2];
        moving.join(i % 2 == 0 ? "a" : "b");
        byte[] first = Payloads.of(i, 10);
        byte[] second = Payloads.of(i, 11);
        speaker.publish(first);
        speaker.expectMessage(first);
        // Said for a member that has missed the first one, and would wait in vain.
        speaker.publish(second);
        speaker.expectMessage(second);
        assertThat(moving.nextMessage()).as("said right after the answer").isEqualTo(first);
        moving.expectMessage(second);
      }
    }
  }

  private static boolean speak(TestClient client, int room, AtomicBoolean enough)
      throws IOException {
    var message = new byte[] {(byte) room};
    while (!enough.get()) {
      client.publish(message);
      client.expectMessage(message);
    }
    return true;
  }

  /** What comes before the answer is of the old room, what comes after it of the new one. */
  private static void move(TestClient client, String room, int number) throws IOException {
    client.ask(new Request.Join(room));
    Reply reply = client.receive();
    while (reply instanceof Reply.Delivered(_, var payload)) {
      assertThat(payload.get()).as("a room's own message").isNotEqualTo((byte) number);
      reply = client.receive();
    }
    assertThat(reply).isEqualTo(new Reply.Joined(room));
    for (int i = 0; i < 5; i++) {
      assertThat(client.nextMessage()).containsExactly(number);
    }
  }

  @Test
  default void joiningTheSameRoomAgainIsOneMembership() throws Exception {
    try (var server = start()) {
      TestClient client = server.member("a");
      client.join("a");
      client.publish(Payloads.of(1, 10));
      client.expectMessage(Payloads.of(1, 10));
      client.echo(Payloads.of(2, 10));
      assertThat(server.fanout().owed()).isEqualTo(1);
    }
  }

  @Test
  default void speakingBeforeJoiningIsRefused() throws Exception {
    try (var server = start()) {
      TestClient client = server.client();
      client.ask(new Request.Publish(MessageType.BINARY, ByteBuffer.allocate(3)));
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(3));
      client.expectEnd();
    }
  }

  @Test
  default void aBadRoomIsRefusedAndNothingIsHeardAfterThat() throws Exception {
    try (var server = start()) {
      TestClient speaker = server.member("a");
      TestClient client = server.member("a");
      client.ask(new Request.Join("x".repeat(65)));
      assertThat(client.receive())
          .isInstanceOfSatisfying(
              Reply.Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(4));
      speaker.publish(Payloads.of(1, 10));
      speaker.expectMessage(Payloads.of(1, 10));
      client.expectEnd();
    }
  }
}
