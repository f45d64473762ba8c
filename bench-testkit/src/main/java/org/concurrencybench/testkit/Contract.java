package org.concurrencybench.testkit;

import java.io.IOException;
import org.concurrencybench.core.server.ServerConfig;

/** What every part of the contract starts from. */
interface Contract {

  /** The name of the model. */
  String model();

  /** What the clients speak. */
  Dialect dialect();

  /** A server of the model on any port. */
  ServerConfig config();

  /** That server, started. */
  default TestServer start() throws IOException {
    return start(config());
  }

  /** The same with another configuration. */
  default TestServer start(ServerConfig config) throws IOException {
    return new TestServer(model(), config, dialect());
  }
}
