package org.concurrencybench.suite.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Membership;
import org.concurrencybench.core.room.MessageType;
import org.concurrencybench.core.room.Room;
import org.concurrencybench.core.room.Rooms;
import org.concurrencybench.core.server.Ending;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.system.os.ProcessMemory;
import org.junit.jupiter.api.Test;

class ControlChannelTest {

  private final ServerStats stats = new ServerStats();
  private final Rooms rooms = new Rooms();

  @Test
  void eachCommandIsAnsweredByOneLine() {
    stats.countAccepted();
    stats.countAccepted();
    stats.countEnded(Ending.NORMAL);
    Room room = rooms.named("a");
    try (Membership member = room.join(message -> room.stats().countDropped(1))) {
      member.publish(MessageType.BINARY, ByteBuffer.allocate(3));
    }

    List<String> answers = answers("sample\ngc\r\nsample\n");

    assertThat(answers).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    ServerSample first = ControlJson.parse(answers.get(0), ServerSample.class);
    ServerSample second = ControlJson.parse(answers.get(2), ServerSample.class);
    assertThat(first.connections()).isEqualTo(new ServerStats.Snapshot(2, 1, 0, 1, 0, 0, 0));
    assertThat(first.fanout()).isEqualTo(new FanoutStats.Snapshot(1, 1, 1, 1, 0, 0));
    assertThat(ControlJson.parse(answers.get(1), ProcessMemory.class).heapUsedBytes()).isPositive();
    assertThat(second.jvm().gcCount()).isGreaterThan(first.jvm().gcCount());
    assertThat(second.nanoTime()).isGreaterThan(first.nanoTime());
  }

  @Test
  void unknownCommandIsAnError() {
    assertThat(answers("drop \"table\"\n"))
        .containsExactly(
            "{\"error\":\"unknown command 'drop \\\"table\\\"'; there are sample, gc and rest\"}");
  }

  @Test
  void lastLineNeedsNoEnd() {
    assertThat(answers("sample")).hasSize(1);
    assertThat(answers("")).isEmpty();
  }

  @Test
  void numbersAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(answers("sample\n").getFirst())
          .matches("[\\x20-\\x7e]+")
          .contains("\"nanoTime\":");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void brokenInputEndsItLikeItsEnd() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    var output = new ByteArrayOutputStream();
    new ControlChannel(broken, new PrintStream(output, false, UTF_8), null, null).run();
    assertThat(output.size()).isZero();
  }

  private List<String> answers(String commands) {
    var output = new ByteArrayOutputStream();
    var input = new ByteArrayInputStream(commands.getBytes(UTF_8));
    new ControlChannel(input, new PrintStream(output, false, UTF_8), stats, rooms.stats()).run();
    return output.toString(UTF_8).lines().toList();
  }
}
