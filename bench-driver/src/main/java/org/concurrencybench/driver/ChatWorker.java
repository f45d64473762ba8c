package org.concurrencybench.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.driver.os.LocalPorts;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its own rooms, all members of them, its own schedule and its own histograms.
 * Shares nothing with the others while a window runs.
 *
 * <p>{@link #openClosed}, {@link #callRoll}, {@link #run}, {@link #abort} and {@link #close} may be
 * called by any thread; all else is called by the thread of the loop.
 */
final class ChatWorker implements Pacer {

  private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(100);
  private static final Duration ROLL_CALL_AGAIN = Duration.ofMillis(200);
  private static final Duration ROLL_CALL_LIMIT = Duration.ofSeconds(10);

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
  private @Nullable RollCall rollCall;
  private @Nullable Running running;
  private int turn;
  private int roomsCalling;

  private final AtomicLong publishedIssued = new AtomicLong();
  private final AtomicLong publishedCompleted = new AtomicLong();
  private final AtomicLong publishedErrors = new AtomicLong();

  /** A window that runs. */
  private static final class Running {

    final ChatWindow window;
    final FireTimes schedule;
    final CompletableFuture<ChatWindow> done;
    final @Nullable StormWatch storm;
    final List<ChatMember> slow = new ArrayList<>();
    long nextDueNanos;
    boolean readsAgain;

    Running(
        ChatWindow window,
        FireTimes schedule,
        CompletableFuture<ChatWindow> done,
        @Nullable StormWatch storm) {
      this.window = window;
      this.schedule = schedule;
      this.done = done;
      this.storm = storm;
      advance();
    }

    void advance() {
      long due = window.startNanos + schedule.nextNanos();
      nextDueNanos = window.issuing(due) ? due : NEVER;
    }
  }

  private record RollCall(CompletableFuture<Void> done, long untilNanos) {}

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
          new ChatRoom(number, "bench-%016x-%d".formatted(run, number), load.membersPerRoom());
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
    var begun = new CompletableFuture<Opening>();
    sockets.execute(() -> {
      var now = new Opening(sockets.loop(), members, load.workers());
      opening = now;
      now.done()
          .whenComplete((result, bug) -> {
            opening = null;
            if (bug == null) {
              begun.complete(result);
            } else {
              begun.completeExceptionally(bug);
            }
          });
      now.start();
    });
    return begun;
  }

  /**
   * Sees that everybody is in the room who has joined: JOIN is answered before the member is
   * visible, so one member of each room speaks, again and again, until all have heard the last.
   * Completes exceptionally with an {@link IOException} if somebody does not.
   */
  CompletableFuture<Void> callRoll() {
    var done = new CompletableFuture<Void>();
    sockets.execute(() -> {
      rollCall = new RollCall(done, clock.nanoTime() + ROLL_CALL_LIMIT.toNanos());
      roomsCalling = 0;
      for (ChatRoom room : rooms) {
        room.calling = room.needsRollCall();
        roomsCalling += room.calling ? 1 : 0;
      }
      callAgain();
    });
    return done;
  }

  private void callAgain() {
    RollCall now = rollCall;
    if (now == null) {
      return;
    }
    if (clock.nanoTime() - now.untilNanos >= 0) {
      rollCall = null;
      now.done.completeExceptionally(
          new IOException(
              "%d rooms where not every member hears what another says, after %d s"
                  .formatted(roomsCalling, ROLL_CALL_LIMIT.toSeconds())));
      return;
    }
    for (ChatRoom room : rooms) {
      if (room.calling) {
        speak(room);
      }
    }
    if (roomsCalling == 0) {
      // Nobody had to be called, or the last room has just answered.
      rollCall = null;
      now.done.complete(null);
    } else {
      sockets.loop().schedule(this::callAgain, ROLL_CALL_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void speak(ChatRoom room) {
    ChatMember sender = room.anybody();
    if (sender == null || room.lastRoll > 0 && room.countUnheard() == 0) {
      answered(room);
      return;
    }
    long now = clock.nanoTime();
    room.lastRoll++;
    room.unheard = room.countUnheard();
    // In the place of the intended time.
    send(sender, room.ledger.publish(sender.index), ChatMessage.ROLL_CALL, room.lastRoll, now);
  }

  private void heard(ChatMember member, long roll) {
    ChatRoom room = member.room;
    if (room.calling && roll == room.lastRoll && member.hears(roll)) {
      room.unheard--;
      if (room.unheard == 0) {
        answered(room);
      }
    }
  }

  private void answered(ChatRoom room) {
    room.answered();
    roomsCalling--;
    RollCall now = rollCall;
    if (roomsCalling == 0 && now != null) {
      rollCall = null;
      now.done.complete(null);
    }
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
    window.connectionErrors.takeFrom(betweenWindows);
    sockets.execute(() -> {
      running = new Running(window, schedule, done, storm);
      for (ChatRoom room : rooms) {
        room.published = 0;
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

  /** Ends the window at once; its result is lost. */
  void abort() {
    sockets.execute(() -> {
      Running now = running;
      if (now != null) {
        running = null;
        members.forEach(ChatMember::giveUp);
        now.done.cancel(false);
      }
    });
  }

  /** Leaves all connections and ends the thread. */
  void close() {
    sockets.close(() -> {
      rollCall = null;
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

  long publishedIssued() {
    return publishedIssued.get();
  }

  long publishedCompleted() {
    return publishedCompleted.get();
  }

  long publishedErrors() {
    return publishedErrors.get();
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
    long next =
        now.nextDueNanos != NEVER && now.nextDueNanos - window.endNanos < 0
            ? now.nextDueNanos
            : window.endNanos;
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
      publishedIssued.lazySet(now.window.due);
      publishedCompleted.lazySet(now.window.delivered / load.membersPerRoom());
      publishedErrors.lazySet(now.window.errors.total());
    } catch (RuntimeException e) {
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
    while (now.nextDueNanos != NEVER && nowNanos - now.nextDueNanos >= 0) {
      long intended = now.nextDueNanos;
      now.advance();
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
    send(sender, room.ledger.publish(sender.index), now.window.number, intendedNanos, sent);
  }

  private void send(
      ChatMember sender, int sequence, int window, long intendedNanos, long sentNanos) {
    sender
        .wire()
        .send(
            message.publish(
                sender.room.number, sender.index, sequence, window, intendedNanos, sentNanos));
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
    int window = ChatMessage.window(payload);
    Running now = running;
    if (now != null && room.ledger.skipped() > 0) {
      member.excuse(now.window, room.ledger.skipped(), nowNanos);
    }
    if (now != null && window == now.window.number) {
      member.received(now.window, payload, nowNanos);
      if (nowNanos - now.nextDueNanos >= 0) {
        publishDue(now, nowNanos);
      }
    } else if (window == ChatMessage.ROLL_CALL) {
      heard(member, ChatMessage.intendedNanos(payload));
    }
    // Otherwise it is of a window whose drain is over, where it was counted as missing.
  }

  private void drain(Running now, long nowNanos) {
    if (!now.readsAgain) {
      now.readsAgain = true;
      now.window.backlogAtEnd = backlog();
      now.slow.forEach(ChatMember::readAgain);
    }
    boolean over = nowNanos - now.window.drainUntilNanos >= 0;
    boolean quiet =
        now.window.open() == 0
            && (now.storm == null || now.storm.away() == 0)
            && now.slow.stream().allMatch(ChatMember::caughtUp)
            && members.stream().allMatch(member -> member.queued() == 0);
    if (quiet || over) {
      for (ChatMember member : members) {
        for (int i = member.giveUp(); i > 0; i--) {
          now.window.errors.count(
              ErrorKind.TIMEOUT, "not sent by the end of the drain: its sender was no member");
        }
      }
      giveUpLost(now.window, nowNanos);
      now.window.finish(nowNanos);
      running = null;
      now.done.complete(now.window);
    }
  }

  private void giveUpLost(ChatWindow window, long nowNanos) {
    for (ChatRoom room : rooms) {
      for (ChatMember member : room.members) {
        int lost = room.ledger.giveUpLost(member.index);
        if (lost > 0) {
          member.excuse(window, lost, nowNanos);
        }
      }
      room.ledger.forgetLost();
    }
  }

  /** Messages that are due and not with the kernel yet. */
  private long backlog() {
    long backlog = 0;
    for (ChatMember member : members) {
      backlog += member.queued();
      backlog += Math.ceilDiv(member.pendingBytes(), load.payloadBytes());
    }
    return backlog;
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
    sockets
        .loop()
        .schedule(
            () -> {
              if (running != null && member.isClosed()) {
                member.open();
              }
            },
            PAUSE_BEFORE_RETRY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A mistake of ours: whoever waits is told. */
  void bug(Throwable cause) {
    if (opening != null) {
      opening.bug(cause);
    } else if (rollCall != null) {
      rollCall.done.completeExceptionally(cause);
      rollCall = null;
    } else if (running != null) {
      running.done.completeExceptionally(cause);
      running = null;
    } else {
      throw new IllegalStateException("a bug while nothing was asked for", cause);
    }
  }
}
