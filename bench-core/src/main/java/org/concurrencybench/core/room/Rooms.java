package org.concurrencybench.core.room;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All rooms of a server, by name. A room exists from its first use until nobody has used it for a
 * minute. Safe for use by any thread.
 *
 * <p>Rooms that ended are removed when others are looked up, so that no timer is needed.
 */
public final class Rooms {

  static final long UNUSED_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final RoomClock clock;
  private final FanoutStats stats = new FanoutStats();
  private final ConcurrentMap<String, Room> byName = new ConcurrentHashMap<>();
  private final AtomicLong sweptNanos;

  /** No rooms yet. */
  public Rooms() {
    this(System::nanoTime);
  }

  Rooms(RoomClock clock) {
    this.clock = clock;
    this.sweptNanos = new AtomicLong(clock.nanoTime());
  }

  /** The room of that name, a fresh one if there was none. */
  public Room named(String name) {
    sweep();
    Room room =
        byName.compute(name, (_, known) -> known == null || ended(known) ? fresh() : known.used());
    return requireNonNull(room);
  }

  private Room fresh() {
    return new Room(clock, stats);
  }

  private static boolean ended(Room room) {
    return room.unusedFor(UNUSED_NANOS);
  }

  /** What was owed to members and what they did not get. */
  public FanoutStats stats() {
    return stats;
  }

  private void sweep() {
    long now = clock.nanoTime();
    long swept = sweptNanos.get();
    if (now - swept >= SWEEP_NANOS && sweptNanos.compareAndSet(swept, now)) {
      // By name, so that looking up and removing exclude each other.
      for (String name : byName.keySet()) {
        byName.computeIfPresent(name, (_, room) -> ended(room) ? null : room);
      }
    }
  }
}
