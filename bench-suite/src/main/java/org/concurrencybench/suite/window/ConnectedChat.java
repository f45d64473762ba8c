package org.concurrencybench.suite.window;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.driver.ChatDriver;
import org.concurrencybench.driver.ChatLoad;
import org.concurrencybench.driver.ChatResult;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.ReconnectStorm;
import org.concurrencybench.driver.SlowMember;
import org.concurrencybench.driver.StormResult;

/** Members of rooms on a server process, through which windows are measured. Not thread-safe. */
public final class ConnectedChat implements AutoCloseable {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  private final ServerUnderLoad server;
  private final ChatLoad load;
  private final ChatDriver driver;
  private boolean closed;

  ConnectedChat(ServerUnderLoad server, ChatLoad load) throws IOException, InterruptedException {
    this.server = server;
    this.load = load;
    try {
      this.driver = ChatDriver.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /** Lets them talk without measuring it. If that fails, the connections are closed. */
  public void settle(Loop.Open loop, Settling settling) throws IOException, InterruptedException {
    boolean settled = false;
    try {
      server.settle(new OpenLoad.Chat(driver), loop, settling);
      settled = true;
    } finally {
      if (!settled) {
        close();
      }
    }
  }

  /**
   * Lets them talk and accounts for every delivery.
   *
   * @param slowMembers of them stop reading when the window begins
   */
  public MeasuredWindow measure(Loop.Open loop, Duration duration, int slowMembers)
      throws IOException, InterruptedException {
    var phase = new Phase("measured", loop, duration);
    var kept = new AtomicReference<ChatResult>();
    MeasuredWindow window =
        server.measure(
            load.connections(),
            driver.connecting(),
            observer -> {
              ChatResult result = driver.run(phase, slowMembers, observer);
              kept.set(result);
              return result.window();
            });
    ChatResult result = kept.get();
    FanoutStats.Snapshot before = fanout(window.counters().before());
    FanoutStats.Snapshot after = fanout(window.counters().after());
    WindowExtras extras = WindowExtras.NONE.with(RoomDeliveries.of(window, result, before, after));
    for (SlowMember slow : result.rooms().slow()) {
      extras = told(extras, slow, before, after);
    }
    return window.with(extras);
  }

  /**
   * Lets them talk, drops all connections when a third of the window has passed, and lets everybody
   * come back. Deliveries are counted and not accounted for: who was a member at which moment only
   * the server knows.
   */
  public MeasuredWindow measureStorm(Loop.Open loop, Duration duration)
      throws IOException, InterruptedException {
    var phase = new Phase("measured", loop, duration);
    var kept = new AtomicReference<StormResult>();
    MeasuredWindow window =
        server.measure(
            load.connections(),
            driver.connecting(),
            observer -> {
              StormResult result = driver.runStorm(phase, duration.dividedBy(3), observer);
              kept.set(result);
              return result.chat().window();
            });
    return window.with(told(kept.get()));
  }

  private static FanoutStats.Snapshot fanout(CounterReading moment) {
    return requireNonNull(moment.server().fanout(), "a server with rooms counts its deliveries");
  }

  private static WindowExtras told(
      WindowExtras extras,
      SlowMember slow,
      FanoutStats.Snapshot before,
      FanoutStats.Snapshot after) {
    WindowExtras more =
        extras
            .with("slowMemberReceivedBytes", (double) slow.receivedBytes())
            .with("slowMemberMissed", (double) (slow.published() - slow.received()))
            .with("slowMembersCutOff", (double) (after.slowMembers() - before.slowMembers()));
    Duration ended = slow.ended();
    return ended == null ? more : more.with("slowMemberEndedMillis", millis(ended));
  }

  private static WindowExtras told(StormResult result) {
    ReconnectStorm storm = result.storm();
    WindowExtras extras =
        WindowExtras.NONE
            .with("stormMembers", storm.members())
            .with("stormReturned", storm.returned())
            .with("deliveriesPerSecond", result.chat().deliveriesPerSecond())
            .with("stormJoinP99Micros", storm.join().getValueAtPercentile(99) / NANOS_PER_MICRO);
    Duration members = storm.untilAllMembers();
    Duration service = storm.untilAsBefore();
    if (members != null) {
      extras = extras.with("stormAllMembersMillis", millis(members));
    }
    return service == null ? extras : extras.with("stormAsBeforeMillis", millis(service));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }

  /** Closes the connections; again, it does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }
}
