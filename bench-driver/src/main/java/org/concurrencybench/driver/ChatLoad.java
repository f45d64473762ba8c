package org.concurrencybench.driver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * A crowd that talks in rooms: what stays the same over all windows on a set of connections.
 *
 * @param target the server
 * @param client tcp or ws
 * @param connections each a member of one room
 * @param membersPerRoom divides connections
 * @param payloadBytes of each message, at least {@link #MIN_PAYLOAD_BYTES}
 * @param workers event loops, each with whole rooms; divides the number of rooms
 * @param seed everything random is derived from it, except the rooms' names, which no other run may
 *     share
 * @param drain how long to wait for deliveries after a window; what is still open then is missing
 */
public record ChatLoad(
    InetSocketAddress target,
    ClientKind client,
    int connections,
    int membersPerRoom,
    int payloadBytes,
    int workers,
    long seed,
    Duration drain) {

  /** Deliveries a second that leave an event loop far from busy, however slow the machine. */
  public static final double DELIVERIES_OF_A_WORKER = 20_000;

  /** The smallest payload: it says whose it is, which, and when it was due and sent. */
  public static final int MIN_PAYLOAD_BYTES = ChatMessage.HEADER_BYTES;

  /**
   * Every member remembers what comes next from every member of its room, four bytes each: 400 MB.
   */
  private static final long MOST_PAIRS = 100_000_000;

  /** Checks every range, and that the numbers divide. */
  public ChatLoad {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException("target " + target.getHostString() + ": no such host");
    }
    if (client == ClientKind.HTTP) {
      throw new IllegalArgumentException(
          "workload chat over http: only tcp and ws connections can be members of a room");
    }
    if (membersPerRoom < 1 || connections < 1 || connections % membersPerRoom != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d connections in rooms of %d members: connections must be a multiple of the members",
              connections,
              membersPerRoom));
    }
    if ((long) connections * membersPerRoom > MOST_PAIRS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d connections in rooms of %d members: the driver follows at most %d pairs of sender and receiver",
              connections,
              membersPerRoom,
              MOST_PAIRS));
    }
    if (payloadBytes < MIN_PAYLOAD_BYTES || payloadBytes > Workload.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "payload of %d bytes: a chat message takes from %d (whose it is, and when it was sent) to %d",
              payloadBytes,
              MIN_PAYLOAD_BYTES,
              Workload.MAX_PAYLOAD_BYTES));
    }
    if (workers < 1 || connections / membersPerRoom % workers != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "workers: %d, must be at least 1 and divide the number of rooms, %d",
              workers,
              connections / membersPerRoom));
    }
    if (drain.isNegative() || drain.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("drain of " + drain + ": must be from 0 to an hour");
    }
  }

  /** One worker, the standard drain, a fixed seed. */
  public static ChatLoad of(
      InetSocketAddress target,
      ClientKind client,
      int connections,
      int membersPerRoom,
      int payloadBytes) {
    return new ChatLoad(
        target, client, connections, membersPerRoom, payloadBytes, 1, 1, Load.DRAIN);
  }

  /**
   * The same with as many workers as the CPUs of the driver can feed, as far as the load needs
   * them: none gets more than {@link #DELIVERIES_OF_A_WORKER}. A room stays on one, so there are no
   * more than rooms.
   *
   * @param cpus that the driver has
   */
  public ChatLoad forDeliveries(double perSecond, int cpus) {
    int count = (int) Math.clamp(Math.ceil(perSecond / DELIVERIES_OF_A_WORKER), 1, cpus);
    while (count > 1 && rooms() % count != 0) {
      count--;
    }
    return withWorkers(count);
  }

  /** The same with another seed. */
  public ChatLoad withSeed(long other) {
    return new ChatLoad(
        target, client, connections, membersPerRoom, payloadBytes, workers, other, drain);
  }

  /** The same with another number of workers. */
  public ChatLoad withWorkers(int count) {
    return new ChatLoad(
        target, client, connections, membersPerRoom, payloadBytes, count, seed, drain);
  }

  /** The same with another drain. */
  public ChatLoad withDrain(Duration other) {
    return new ChatLoad(
        target, client, connections, membersPerRoom, payloadBytes, workers, seed, other);
  }

  /** How many rooms there are. */
  public int rooms() {
    return connections / membersPerRoom;
  }

  /** The open loop of publishes, with Poisson arrivals, that makes that many deliveries. */
  public Loop.Open deliveriesPerSecond(double deliveries) {
    return new Loop.Open(deliveries / membersPerRoom);
  }
}
