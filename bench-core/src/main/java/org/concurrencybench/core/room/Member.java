package org.concurrencybench.core.room;

/** A connection that has joined a room. */
public interface Member {

  /**
   * Takes a message. Called by the thread that publishes, for the messages of one sender in their
   * order and for messages of several senders at once. Never throws for the peer's fault: a member
   * that cannot take it is disconnected and counted by whoever implements this. Whether it may
   * block is the model's declared kind of fan-out.
   */
  void deliver(Broadcast broadcast);
}
