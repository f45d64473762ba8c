package org.concurrencybench.core.tcp;

/** The operation byte of a message. */
final class Op {

  static final int ECHO = 0x01;
  static final int COMPUTE = 0x02;
  static final int BACKEND = 0x03;
  static final int JOIN = 0x10;
  static final int PUBLISH = 0x11;
  static final int MESSAGE = 0x12;
  static final int ERROR = 0x7F;

  private Op() {}
}
