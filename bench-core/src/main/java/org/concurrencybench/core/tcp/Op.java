package org.concurrencybench.core.tcp;

/** The operation byte of a message. */
final class Op {

  static final int ECHO = 0x01;
  static final int ERROR = 0x7F;

  private Op() {}
}
