package org.concurrencybench.driver;

/** What {@link Opening} opens. Used by its worker's thread only. */
interface Openable {

  /** Whether it may be opened. */
  boolean isClosed();

  /** Whether it is of use: connected, and whatever else its kind needs. */
  boolean isOpen();

  /** Starts to open it. It must be closed. */
  void open();
}
