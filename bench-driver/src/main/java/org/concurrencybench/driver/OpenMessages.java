package org.concurrencybench.driver;

import org.jspecify.annotations.Nullable;

/**
 * The messages of one room and window that are still owed to a member, oldest first. A message is
 * forgotten when it and all before it have arrived. Used by one thread.
 */
final class OpenMessages {

  private static final int FIRST_CAPACITY = 16;

  /** Takes a message that has not arrived everywhere. */
  @FunctionalInterface
  interface Visitor {
    void open(long intendedNanos, long sentNanos, int deliveries);
  }

  /** Picks messages. */
  @FunctionalInterface
  interface Choice {
    boolean takes(int sender, int sequence);
  }

  private static final class Message {

    final int sender;
    final int sequence;
    final long intendedNanos;
    final long sentNanos;

    /** To how many it is owed that do not have it. */
    int deliveries;

    Message(int sender, int sequence, long intendedNanos, long sentNanos, int deliveries) {
      this.sender = sender;
      this.sequence = sequence;
      this.intendedNanos = intendedNanos;
      this.sentNanos = sentNanos;
      this.deliveries = deliveries;
    }
  }

  /** A ring; its length is a power of two. */
  private @Nullable Message[] ring = new Message[FIRST_CAPACITY];

  /** Numbers of messages: they go on from window to window, and wrap around. */
  private int firstOfWindow;

  private int oldest;
  private int next;

  /** A window begins: what is open belongs to none. */
  void begin() {
    while (oldest != next) {
      ring[at(oldest++)] = null;
    }
    firstOfWindow = next;
  }

  /**
   * A message is sent.
   *
   * @param receivers to how many it is owed
   * @return its number, by which {@link #delivered} knows it
   */
  int add(int sender, int sequence, long intendedNanos, long sentNanos, int receivers) {
    if (next - oldest == ring.length) {
      grow();
    }
    int number = next++;
    ring[at(number)] = new Message(sender, sequence, intendedNanos, sentNanos, receivers);
    forgetArrived();
    return number;
  }

  /** Whether a message that arrives was sent in this window. */
  boolean ofThisWindow(int number) {
    return number - firstOfWindow >= 0 && number - next < 0;
  }

  /** An owed delivery of that message arrived. */
  void delivered(int number) {
    Message message = number - oldest >= 0 && number - next < 0 ? ring[at(number)] : null;
    if (message != null) {
      message.deliveries--;
      forgetArrived();
    }
  }

  /**
   * One member to whom they were owed will not get the messages that are chosen.
   *
   * @return how many these are
   */
  int forfeit(Choice choice) {
    int forfeited = 0;
    for (int number = oldest; number != next; number++) {
      Message message = ring[at(number)];
      if (message != null && choice.takes(message.sender, message.sequence)) {
        message.deliveries--;
        forfeited++;
      }
    }
    forgetArrived();
    return forfeited;
  }

  /** All that have not arrived everywhere, oldest first. */
  void forEach(Visitor visitor) {
    for (int number = oldest; number != next; number++) {
      Message message = ring[at(number)];
      if (message != null && message.deliveries > 0) {
        visitor.open(message.intendedNanos, message.sentNanos, message.deliveries);
      }
    }
  }

  private int at(int number) {
    return number & ring.length - 1;
  }

  private void forgetArrived() {
    Message message;
    while (oldest != next && (message = ring[at(oldest)]) != null && message.deliveries == 0) {
      ring[at(oldest++)] = null;
    }
  }

  private void grow() {
    var larger = new @Nullable Message[2 * ring.length];
    for (int number = oldest; number != next; number++) {
      larger[number & larger.length - 1] = ring[at(number)];
    }
    ring = larger;
  }
}
