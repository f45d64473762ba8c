package org.concurrencybench.suite.suites;

/**
 * What a load needs of the machine's limits.
 *
 * @param connections open at once
 * @param threadsPerConnection threads that a model with a thread per connection starts for each: a
 *     member of a room may have a writer beside its reader
 * @param serverDescriptors descriptors of the server for each connection: two if it calls a backend
 */
public record Demand(int connections, int threadsPerConnection, int serverDescriptors) {

  /** A thread where the model has one for each, a socket on either side. */
  static Demand of(int connections) {
    return new Demand(connections, 1, 1);
  }
}
