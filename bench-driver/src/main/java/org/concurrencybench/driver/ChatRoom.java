package org.concurrencybench.driver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room as its worker knows it. Used by one thread. */
final class ChatRoom {

  final int number;
  final String name;
  final RoomLedger ledger;
  final List<ChatMember> members = new ArrayList<>();

  /** Messages published in this window. */
  long published;

  /** Members that every message must reach. */
  int owedMembers;

  /** Messages of roll calls so far. */
  long lastRoll;

  /** Whether a roll call goes on here, and how many members have not heard its last message. */
  boolean calling;

  int unheard;

  ChatRoom(int number, String name, int members) {
    this.number = number;
    this.name = name;
    this.ledger = new RoomLedger(members);
  }

  /** Whether somebody is here of whom that is not known yet. */
  boolean needsRollCall() {
    for (ChatMember member : members) {
      if (member.isOpen() && member.isFresh()) {
        return true;
      }
    }
    return false;
  }

  /** Somebody who is here; null if nobody is. */
  @Nullable ChatMember anybody() {
    for (ChatMember member : members) {
      if (member.isOpen()) {
        return member;
      }
    }
    return null;
  }

  /** Everybody who is here has heard the last message of the roll call. */
  void answered() {
    calling = false;
    for (ChatMember member : members) {
      if (member.isOpen() && member.isFresh()) {
        member.present();
      }
    }
  }

  /** How many are here and have not heard the last message of the roll call. */
  int countUnheard() {
    int count = 0;
    for (ChatMember member : members) {
      if (member.isOpen() && member.heard() < lastRoll) {
        count++;
      }
    }
    return count;
  }
}
