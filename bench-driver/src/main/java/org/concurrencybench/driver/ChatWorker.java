package org.concurrencybench.driver;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.system.loop.EventLoops;
import org.concurrencybench.system.loop.Pacer;
import org.concurrencybench.system.os.LocalPorts;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its own rooms, all members of them, its own schedule and its own histograms.
 * Shares nothing with the others while a window runs.
 *
 * <p>{@link #openClosed}, {@link #run}, {@link #abort} and {@link #close} may be called by any
 * thread; all else is called by the thread of the loop.
 */
final class ChatWorker implements Pacer {

  private final ChatLoad load;
  private final NanoClock clock = NanoClock.SYSTEM;
  private final Sockets sockets;
  private final ChatMessage message;
  private final List<ChatRoom> rooms = new ArrayList<>();
  private final List<ChatMember> members = new ArrayList<>();

  /** In the order in which they publish: one of each room, then the next of each. */
  private final List<ChatMember> senders = new ArrayList<>();

  private final int firstRoom;
  private final SplittableRandom protocolSeeds;
  private final Tallies betweenWindows = new Tallies();

  private @Nullable Opening opening;
  private @Nullable Running running;
  private int turn;

  private final ProgressCounts progress = new ProgressCounts();

  /** A window that runs. */
  private static final class Running {

    final ChatWindow window;
    final DueTimes due;
    final CompletableFuture<ChatWindow> done;
    final @Nullable StormWatch storm;
    final List<ChatMember> slow = new ArrayList<>();
    boolean readsAgain;

    Running(
        ChatWindow window,
        FireTimes schedule,
        CompletableFuture<ChatWindow> done,
        @Nullable StormWatch storm) {
      this.window = window;
      this.due = new DueTimes(schedule, window.startNanos, window.endNanos);
      this.done = done;
      this.storm = storm;
    }
  }

  /**
   * A worker with its share of the rooms.
   *
   * @param run tells the messages and rooms of this driver from all others
   */
  ChatWorker(ChatLoad load, int index, EventLoops loops, long run) {
    this.load = load;
    int count = load.rooms() / load.workers();
    firstRoom = index * count;
    message = new ChatMessage(load.payloadBytes(), run, load.seed());
    protocolSeeds = new SplittableRandom(load.seed() + index);
    for (int number = firstRoom; number < firstRoom + count; number++) {
      var room =
          new ChatRoom(
              number,
              String.format(Locale.ROOT, "bench-%016x-%d", run, number),
              load.membersPerRoom());
      for (int member = 0; member < load.membersPerRoom(); member++) {
        room.members.add(new ChatMember(this, room, member));
      }
      rooms.add(room);
      members.addAll(room.members);
    }
    for (int member = 0; member < load.membersPerRoom(); member++) {
      for (ChatRoom room : rooms) {
        senders.add(room.members.get(member));
      }
    }
    sockets =
        new Sockets(
            "driver-" + index,
            loops,
            this,
            load.target(),
            SourceAddresses.forConnections(load.target(), load.connections(), LocalPorts.now()),
            clock);
  }

  /** Opens the connections that are closed, and joins. Before a window only. */
  CompletableFuture<Opening> openClosed() {
    return Opening.begin(sockets, members, load.workers(), current -> opening = current);
  }

  /**
   * Runs a window to the end of its drain.
   *
   * @param slowMembers of this worker's, how many stop reading when it begins
   * @param storm when all are to leave and return; null if they stay
   */
  CompletableFuture<ChatWindow> run(
      ChatWindow window, FireTimes schedule, int slowMembers, @Nullable StormWatch storm) {
    var done = new CompletableFuture<ChatWindow>();
    sockets.execute(() -> {
      window.connectionErrors.takeFrom(betweenWindows);
      running = new Running(window, schedule, done, storm);
      // Whatever was said before, the same members speak at the same times.
      turn = 0;
      for (ChatRoom room : rooms) {
        room.published = 0;
        room.open.begin();
        room.owedMembers = 0;
        // What was lost between the windows belongs to none.
        room.members.forEach(member -> room.ledger.giveUpLost(member.index));
        room.ledger.forgetLost();
      }
      // The last to speak are the slow ones, so that they are spread over the rooms.
      int readers = senders.size() - slowMembers;
      for (int i = 0; i < senders.size(); i++) {
        senders.get(i).begin(i >= readers);
        if (senders.get(i).isSlow()) {
          running.slow.add(senders.get(i));
        }
        if (senders.get(i).isClosed()) {
          reopen(senders.get(i));
        }
      }
    });
    return done;
  }

  /** Ends the window that runs early, so that it has a result. By any thread. */
  void cut() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        now.window.cut(clock.nanoTime(), WindowWatch.CUT_DRAIN);
        now.due.cut(now.window.endNanos);
        tick(clock.nanoTime());
      }
    });
  }

  /** Ends the window at once; its result is lost. */
  void abort() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        running = null;
        members.forEach(member -> member.giveUp(_ -> {}));
        now.done.cancel(false);
      }
    });
  }

  /** Leaves all connections and ends the thread. */
  void close() {
    sockets.close(() -> {
      members.forEach(ChatMember::leave);
    });
  }

  /** For {@link ChatMerge}, when the window is over. */
  List<SlowMember> slowMembers(ChatWindow window) {
    return members.stream()
        .filter(ChatMember::isSlow)
        .map(member -> member.asSlowMember(window))
        .toList();
  }

  ProgressCounts progress() {
    return progress;
  }

  @Override
  public long delayNanos(long nowNanos) {
    Running now = running;
    return now == null ? NEVER : Math.max(0, nextNanos(now, nowNanos) - nowNanos);
  }

  private static long nextNanos(Running now, long nowNanos) {
    ChatWindow window = now.window;
    if (nowNanos - window.startNanos < 0) {
      return window.startNanos;
    }
    if (!window.issuing(nowNanos)) {
      return window.drainUntilNanos;
    }
    long next = now.due.nextOrEndNanos();
    StormWatch storm = now.storm;
    return storm != null && !storm.broken() && storm.atNanos() - next < 0 ? storm.atNanos() : next;
  }

  @Override
  public void tick(long nowNanos) {
    Running now = running;
    if (now == null || nowNanos - now.window.startNanos < 0) {
      return;
    }
    try {
      breakStorm(now, nowNanos);
      publishDue(now, nowNanos);
      if (!now.window.issuing(nowNanos)) {
        drain(now, nowNanos);
      }
      progress.publish(
          now.window.due, now.window.delivered / load.membersPerRoom(), now.window.errors.total());
    } catch (RuntimeException | Error e) {
      bug(e);
    }
  }

  /** Everybody leaves, and everybody comes back, as fast as this thread can ask for it. */
  private void breakStorm(Running now, long nowNanos) {
    StormWatch storm = now.storm;
    if (storm == null || storm.broken() || nowNanos - storm.atNanos() < 0) {
      return;
    }
    storm.breaks(nowNanos, members.size());
    for (ChatMember member : members) {
      member.drop(nowNanos);
    }
    for (ChatMember member : members) {
      member.open();
    }
  }

  private void publishDue(Running now, long nowNanos) {
    // What becomes due meanwhile waits for the next call, so that deliveries are read in between.
    while (now.due.isDue(nowNanos)) {
      long intended = now.due.take();
      ChatMember sender = nextSender();
      now.window.due(clock.nanoTime(), intended);
      sender.due(intended);
    }
  }

  /** Whoever does not read does not speak either: it would never hear itself. */
  private ChatMember nextSender() {
    ChatMember sender;
    int tried = 0;
    do {
      sender = senders.get(turn);
      turn = turn + 1 == senders.size() ? 0 : turn + 1;
      tried++;
    } while (sender.isSlow() && tried < senders.size());
    return sender;
  }

  /** Sends a message of the window that runs; its sender is a member. */
  void publish(ChatMember sender, long intendedNanos) {
    Running now = running;
    if (now == null) {
      return;
    }
    ChatRoom room = sender.room;
    room.published++;
    long sent = clock.nanoTime();
    now.window.sent(sent, room.owedMembers);
    int sequence = room.ledger.publish(sender.index);
    int number = room.open.add(sender.index, sequence, intendedNanos, sent, room.owedMembers);
    sender
        .wire()
        .send(message.publish(room.number, sender.index, sequence, number, intendedNanos, sent));
  }

  /** A message arrived at a member. */
  void delivered(ChatMember member, ByteBuffer payload, long nowNanos) {
    ChatRoom room = member.room;
    String fault = message.fault(payload, room.number, load.membersPerRoom());
    int sequence = 0;
    if (fault == null) {
      sequence = ChatMessage.sequence(payload);
      fault = room.ledger.arrived(member.index, ChatMessage.sender(payload), sequence);
    }
    if (fault != null) {
      (running == null ? betweenWindows : running.window.errors)
          .count(ErrorKind.WRONG_REPLY, fault);
      return;
    }
    Running now = running;
    if (now != null && room.ledger.skipped() > 0) {
      excuseSkipped(now, member, ChatMessage.sender(payload), sequence, nowNanos);
    }
    if (now != null && room.open.ofThisWindow(ChatMessage.number(payload))) {
      member.received(now.window, payload, nowNanos);
      publishDue(now, nowNanos);
    }
    // Otherwise it is of a window whose drain is over, where it was counted as missing.
  }

  private static void excuseSkipped(
      Running now, ChatMember member, int from, int arrived, long nowNanos) {
    int skipped = member.room.ledger.skipped();
    member.excuse(
        now.window,
        (sender, sequence) -> sender == from && sequence < arrived && sequence >= arrived - skipped,
        nowNanos);
    member.excused(skipped);
  }

  private void drain(Running now, long nowNanos) {
    if (!now.readsAgain) {
      now.readsAgain = true;
      now.window.endIssuing(unsent() * load.membersPerRoom());
      now.slow.forEach(ChatMember::readAgain);
    }
    boolean over = nowNanos - now.window.drainUntilNanos >= 0;
    boolean quiet =
        now.window.open() == 0
            && (now.storm == null || now.storm.away() == 0)
            && now.slow.stream().allMatch(ChatMember::caughtUp)
            && members.stream().allMatch(member -> member.queued() == 0);
    if (quiet || over) {
      giveUpLost(now.window, nowNanos);
      giveUpMissing(now.window, clock.nanoTime());
      now.window.finish(nowNanos);
      running = null;
      now.done.complete(now.window);
    }
  }

  private void giveUpLost(ChatWindow window, long nowNanos) {
    for (ChatRoom room : rooms) {
      for (ChatMember member : room.members) {
        OpenMessages.Choice lost =
            (sender, sequence) ->
                room.ledger.mayBeLost(sender, sequence)
                    && room.ledger.waitsFor(member.index, sender, sequence);
        // Before the ledger gives them up, and so no longer waits for them.
        member.excuse(window, lost, nowNanos);
        member.excused(room.ledger.giveUpLost(member.index));
      }
      room.ledger.forgetLost();
    }
  }

  /** What was not sent or has not arrived by now is a timeout, at its age. */
  private void giveUpMissing(ChatWindow window, long nowNanos) {
    for (ChatMember member : members) {
      member.giveUp(intended -> window.neverSent(nowNanos, intended, load.membersPerRoom()));
    }
    for (ChatRoom room : rooms) {
      room.open.forEach(
          (intended, sent, deliveries) -> window.missing(nowNanos, intended, sent, deliveries));
    }
  }

  /** Messages that are due and wait for their senders to be members. */
  private long unsent() {
    long unsent = 0;
    for (ChatMember member : members) {
      unsent += member.queued();
    }
    return unsent;
  }

  long nanoTime() {
    return clock.nanoTime();
  }

  @Nullable ChatWindow windowOrNull() {
    return running == null ? null : running.window;
  }

  boolean joinsByRequest() {
    return load.client() == ClientKind.TCP;
  }

  Wire newWire(ChatMember member) {
    return sockets.wire(
        load.client().join(load.target(), member.room.name, protocolSeeds.nextLong()), member);
  }

  void connect(Wire wire) {
    sockets.connect(wire);
  }

  void join(Wire wire, String room) {
    sockets.limit(wire, "JOIN not answered");
    wire.send(new Request.Join(room));
  }

  void joined(long nowNanos, long nanos) {
    Running now = running;
    if (opening != null) {
      opening.opened(nanos);
    } else if (now != null) {
      now.window.recorder.connect(nowNanos, nanos);
      if (now.storm != null) {
        now.storm.returned(nowNanos);
      }
    }
  }

  void ended(ChatMember member, boolean wasOpening, ErrorKind kind, String words) {
    if (opening != null && wasOpening) {
      opening.failed(kind, words);
      return;
    }
    Running now = running;
    // A slow member asked for it.
    if (!member.isSlow()) {
      (now == null ? betweenWindows : now.window.connectionErrors).count(kind, words);
    }
    if (!member.isSlow() || wasOpening) {
      reopen(member);
    }
  }

  private void reopen(ChatMember member) {
    if (running == null) {
      return;
    }
    sockets.openLater(member, Sockets.PAUSE_BEFORE_RETRY, () -> running != null);
  }

  /** A mistake of ours: whoever waits is told. */
  void bug(Throwable cause) {
    if (opening != null) {
      opening.bug(cause);
    } else if (running != null) {
      running.done.completeExceptionally(cause);
      running = null;
    } else {
      throw new IllegalStateException("a bug while nothing was asked for", cause);
    }
  }
}
