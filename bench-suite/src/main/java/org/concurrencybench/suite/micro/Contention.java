package org.concurrencybench.suite.micro;

/** Several who do the same {@link Work} for as long as this is open. */
interface Contention {

  /** Ends them, and returns when they are gone. */
  void close() throws InterruptedException;
}
