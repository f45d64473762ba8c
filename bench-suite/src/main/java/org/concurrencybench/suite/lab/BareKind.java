package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.Trait;

/** The bare servers: one for each kind of model, and others. */
public enum BareKind {
  /** A platform thread per connection. */
  PLATFORM {
    @Override
    boolean movesBytesAs(ServerProvider model) {
      return model.platformThreadsPerConnection() > 0;
    }

    @Override
    public BareServer start(int units) throws IOException {
      return BareBlockingServer.start(Thread.ofPlatform().daemon().factory(), new BareWork(units));
    }
  },
  /** A virtual thread per connection. */
  VIRTUAL {
    @Override
    boolean movesBytesAs(ServerProvider model) {
      return model.has(Trait.VIRTUAL_THREADS);
    }

    @Override
    public BareServer start(int units) throws IOException {
      return BareBlockingServer.start(Thread.ofVirtual().factory(), new BareWork(units));
    }
  },
  /** A handler on an event loop of Netty. */
  NETTY {
    @Override
    boolean movesBytesAs(ServerProvider model) {
      return model.has(Trait.EVENT_LOOP) && model.has(Trait.NETTY);
    }

    @Override
    public BareServer start(int units) {
      return BareNettyServer.constant(new BareWork(units));
    }
  },
  /**
   * The same loops, with Netty's own HTTP codec and a handler that writes a shared buffer: {@code
   * GET /hello} as people write it on Netty. Stands beside no model.
   */
  CODEC {
    @Override
    public BareServer start(int units) {
      return BareNettyServer.codec(new BareWork(units));
    }
  },
  /**
   * The same loops, and what was read is written back: what a server of the tcp protocol answers to
   * an echo, without reading it. Stands beside no model.
   */
  MIRROR {
    @Override
    public BareServer start(int units) {
      return BareNettyServer.mirror(new BareWork(units));
    }

    @Override
    public String protocol() {
      return "tcp";
    }
  };

  /** What it answers rightly. */
  public String protocol() {
    return "http";
  }

  /** Whether it moves bytes as that model does, and does nothing else. */
  boolean movesBytesAs(ServerProvider model) {
    return false;
  }

  /** The one that moves bytes as the model of that name does; empty for one that has none. */
  static Optional<BareKind> of(String model) {
    return Models.find(model)
        .flatMap(
            known -> Arrays.stream(values()).filter(kind -> kind.movesBytesAs(known)).findFirst());
  }

  /**
   * A server of this kind on a free port of the loopback interface.
   *
   * @param units of computation before each reply; 0 for a server that does nothing but move bytes
   */
  public abstract BareServer start(int units) throws IOException;

  /** The name on the command line: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
