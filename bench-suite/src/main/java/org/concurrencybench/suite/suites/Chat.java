package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.suite.suites.ChatLevel.Disturbance;

/**
 * Chat: the same deliveries a second, in many small rooms and in one large one. What does a
 * delivery cost, how long does it take from the intended publish, and is every one accounted for?
 * Beside it: a member that stops reading, and the minute in which everybody comes back at once.
 *
 * <p>A blocking server can deliver in two ways, and both are measured: a second thread for each
 * member ({@code threaded}), or the sender's own thread ({@code threaded+direct}).
 *
 * <p>Alone, for one contender and load, from the folder of the module and with its class path:
 *
 * <pre>
 *   java -cp ... org.openjdk.jmh.Main MeasuredRound -p suite=chat -p model=threaded+direct -p level=tcp/c1000/members-10/deliveries-20000
 * </pre>
 *
 * <p>What to expect: a publish to a room of thousand wakes a thousand writers, or is a thousand
 * writes in a row by one thread; an event loop writes a thousand times as well, without waking
 * anybody. A switch per delivery is what the models can differ by, and it is the same in rooms of
 * every size unless many messages reach a writer at once.
 */
public class Chat extends Suite {

  static final String NAME = "chat";

  private static final int CLAIMED = 1_000;
  private static final int DELIVERIES = 20_000;

  /**
   * Each member is sent 200 messages of 16 KiB a second: the buffers of both kernels, up to 4 MiB
   * where they are as usual, and the bound of the server, 1 MiB, are full in less than two seconds.
   */
  static final ChatLevel SLOW =
      new ChatLevel(ClientKind.TCP, 50, 50, 10_000, 16 * 1024, Disturbance.SLOW);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String claim() {
    return "Broadcasting to a crowd is where the models part.";
  }

  @Override
  public List<Level> levels(Profile profile) {
    return switch (profile) {
      case SMOKE -> List.of(new ChatLevel(ClientKind.WS, 200, 10, 5_000));
      case QUICK -> List.of(claimed(10), claimed(CLAIMED));
      case FULL -> everything();
    };
  }

  private static List<Level> everything() {
    List<Level> levels = new ArrayList<>();
    for (int members : new int[] {10, 100, CLAIMED}) {
      levels.add(claimed(members));
    }
    levels.add(SLOW);
    levels.add(
        new ChatLevel(
            ClientKind.TCP, CLAIMED, 100, DELIVERIES, ChatLevel.PAYLOAD_BYTES, Disturbance.STORM));
    levels.add(new ChatLevel(ClientKind.TCP, 5_000, 50, DELIVERIES));
    levels.add(new ChatLevel(ClientKind.WS, CLAIMED, 100, DELIVERIES));
    return levels;
  }

  private static ChatLevel claimed(int members) {
    return new ChatLevel(ClientKind.TCP, CLAIMED, members, DELIVERIES);
  }

  @Override
  public List<Variation> variations(Profile profile, ServerProvider model) {
    boolean claimed = model.platformThreadsPerConnection() > 0;
    return model.has(Trait.BLOCKING_SOCKETS) && (claimed || profile == Profile.FULL)
        ? List.of(Variation.NONE, Variation.DIRECT)
        : List.of(Variation.NONE);
  }
}
