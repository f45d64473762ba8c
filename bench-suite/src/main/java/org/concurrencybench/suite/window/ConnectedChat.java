package org.concurrencybench.suite.window;

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
import org.concurrencybench.driver.RoomCounts;
import org.concurrencybench.driver.SlowMember;
import org.concurrencybench.driver.StormResult;
import org.concurrencybench.driver.WindowObserver;
import org.concurrencybench.report.run.Deliveries;
import org.jspecify.annotations.Nullable;

/** Members of rooms on a server process, through which windows are measured. Not thread-safe. */
public final class ConnectedChat implements AutoCloseable {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_MICRO = 1e3;

  private final ServerUnderLoad server;
  private final ChatLoad load;
  private final ChatDriver driver;

  ConnectedChat(ServerUnderLoad server, ChatLoad load) throws IOException, InterruptedException {
    this.server = server;
    this.load = load;
    try {
      this.driver = ChatDriver.connect(load);
    } catch (IOException e) {
      throw server.reason(e);
    }
  }

  /** Lets them talk without measuring it. */
  public void settle(Loop.Open loop, Duration duration) throws IOException, InterruptedException {
    try {
      driver.run(new Phase("settle", loop, duration), WindowObserver.SILENT);
    } catch (IOException e) {
      throw server.reason(e);
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
    Findings findings = Findings.NONE.with(deliveries(window, result, slowMembers > 0));
    for (SlowMember slow : result.rooms().slow()) {
      findings = told(findings, slow, window);
    }
    return window.with(findings);
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

  private static Deliveries deliveries(MeasuredWindow window, ChatResult result, boolean slow) {
    RoomCounts rooms = result.rooms();
    FanoutStats.@Nullable Snapshot before = window.before().server().fanout();
    FanoutStats.@Nullable Snapshot after = window.after().server().fanout();
    boolean told = before != null && after != null;
    // A member that was cut off is owed nothing from then on, and only the server knows since when.
    long expected =
        slow && told ? after.owed() - before.owed() : rooms.publishedTimesMembers();
    return new Deliveries(
        rooms.published(),
        expected,
        rooms.allDelivered(),
        told ? after.dropped() - before.dropped() : 0,
        result.deliveriesPerSecond(),
        window.serverCpuMicrosEach(rooms.allDelivered()));
  }

  private static Findings told(Findings findings, SlowMember slow, MeasuredWindow window) {
    Findings more =
        findings
            .with("slowMemberReceivedBytes", slow.receivedBytes())
            .with("slowMemberMissed", (double) slow.published() - slow.received());
    Duration ended = slow.ended();
    more = ended == null ? more : more.with("slowMemberEndedMillis", millis(ended));
    FanoutStats.@Nullable Snapshot before = window.before().server().fanout();
    FanoutStats.@Nullable Snapshot after = window.after().server().fanout();
    return before == null || after == null
        ? more
        : more.with("slowMembersCutOff", (double) after.slowMembers() - before.slowMembers());
  }

  private static Findings told(StormResult result) {
    ReconnectStorm storm = result.storm();
    Findings findings =
        Findings.NONE
            .with("stormMembers", storm.members())
            .with("stormReturned", storm.returned())
            .with("deliveriesPerSecond", result.chat().deliveriesPerSecond())
            .with("stormJoinP99Micros", storm.join().getValueAtPercentile(99) / NANOS_PER_MICRO);
    Duration members = storm.untilAllMembers();
    Duration service = storm.untilAsBefore();
    if (members != null) {
      findings = findings.with("stormAllMembersMillis", millis(members));
    }
    return service == null ? findings : findings.with("stormAsBeforeMillis", millis(service));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }

  @Override
  public void close() {
    driver.close();
  }
}
