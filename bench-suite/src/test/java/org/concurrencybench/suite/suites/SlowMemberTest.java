package org.concurrencybench.suite.suites;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.concurrencybench.report.run.Deliveries;
import org.concurrencybench.report.run.Window;
import org.concurrencybench.system.os.CpuLayout;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The member that does not read is cut off, in every model, and every delivery is accounted for.
 */
@Timeout(120)
class SlowMemberTest {

  /** A room of the suite's messages that is small enough for a busy machine. */
  private static final ChatLevel SMALL =
      new ChatLevel(
          Chat.SLOW.client(),
          6,
          6,
          6 * Chat.SLOW.deliveriesPerSecond() / Chat.SLOW.connections(),
          Chat.SLOW.payloadBytes(),
          ChatLevel.Disturbance.SLOW);

  /** Twice as long as it takes to fill the buffers, and the second that a direct write may take. */
  private static final Duration WINDOW = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(strings = {"async", "threaded", "threaded+direct", "virtual", "virtual+direct"})
  void isCutOffAndEveryDeliveryIsAccountedFor(String contender) throws Exception {
    CpuLayout machine = CpuLayout.ofThisMachine();
    var free =
        new CpuLayout(
            machine.server(),
            machine.driver(),
            machine.backend(),
            machine.launcher(),
            false,
            machine.remark());
    try (var processes =
            RoundProcesses.start(Contender.parse(contender), SMALL.wire(), false, free);
        var chat = processes.server().connect(SMALL.load(processes.server(), 1))) {
      Window window = chat.measure(SMALL.loop(), WINDOW, 1).toWindow(1, null);
      assertThat(window.extra()).containsEntry("slowMembersCutOff", 1.0);
      Deliveries rooms = requireNonNull(window.deliveries());
      assertThat(rooms.dropped()).isPositive();
      assertThat(rooms.delivered() + rooms.dropped()).isEqualTo(rooms.expected());
      assertThat(window.reasons()).noneMatch(reason -> reason.contains("deliveries"));
      assertThat(requireNonNull(window.latency().response()).events()).isEqualTo(rooms.published());
    }
  }
}
