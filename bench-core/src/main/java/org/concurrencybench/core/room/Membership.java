package org.concurrencybench.core.room;

import java.nio.ByteBuffer;

/** A member's place in its room, kept by the member's connection. */
public final class Membership implements AutoCloseable {

  private final Room room;
  private final Member member;

  Membership(Room room, Member member) {
    this.room = room;
    this.member = member;
  }

  /**
   * Hands a message to everybody in the room, the member itself included; as {@link Room#publish}.
   */
  public void publish(MessageType type, ByteBuffer payload) {
    room.publish(type, payload);
  }

  /** Leaves: no message that is published after this returned is delivered. May be repeated. */
  @Override
  public void close() {
    room.leave(this);
  }

  Member member() {
    return member;
  }
}
