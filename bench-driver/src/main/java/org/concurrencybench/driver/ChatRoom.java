package org.concurrencybench.driver;

import java.util.ArrayList;
import java.util.List;

/** One room as its worker knows it. Used by one thread. */
final class ChatRoom {

  final int number;
  final String name;
  final RoomLedger ledger;
  final OpenMessages open = new OpenMessages();
  final List<ChatMember> members = new ArrayList<>();

  /** Messages published in this window. */
  long published;

  /** Members that every message must reach. */
  int owedMembers;

  ChatRoom(int number, String name, int members) {
    this.number = number;
    this.name = name;
    this.ledger = new RoomLedger(members);
  }
}
