package org.concurrencybench.suite.micro;

/** Starts what does nothing. */
interface Starter {

  /** Starts so many, and returns when all of them are done. */
  void startAndAwait(int count) throws InterruptedException;

  /** Ends whatever it needed for that. */
  void close() throws InterruptedException;
}
