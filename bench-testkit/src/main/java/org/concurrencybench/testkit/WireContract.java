package org.concurrencybench.testkit;

import java.util.concurrent.TimeUnit;
import org.concurrencybench.core.server.ServerConfig;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Those parts of the contract that a server can be held to from outside, whatever it is written in.
 * The cases are those of the models. What only the server's process knows, what it counts and what
 * it leaves behind, is not asked, and neither is what takes a server that is started otherwise.
 */
@ExtendWith(Target.Resolver.class)
@Timeout(value = 4 * Deadline.SECONDS, unit = TimeUnit.SECONDS)
final class WireContract {

  static final String NOT_ASKED = "not asked for";

  private final Target target;

  WireContract(Target target) {
    this.target = target;
  }

  abstract class Outside implements Contract {

    private final Dialect dialect;

    Outside(Workload workload, Dialect dialect) {
      Assumptions.assumeTrue(target.answers(workload, dialect), NOT_ASKED);
      this.dialect = dialect;
    }

    @Override
    public String model() {
      return target.address().toString();
    }

    @Override
    public Dialect dialect() {
      return dialect;
    }

    @Override
    public ServerConfig config() {
      return ServerConfig.loopback(dialect.wire());
    }

    @Override
    public TestServer start(ServerConfig config) {
      Assumptions.assumeTrue(config.equals(config()), "the rest takes a server started otherwise");
      return new TestServer(target.address(), config, dialect);
    }
  }

  private static Workload echo(Dialect dialect) {
    return dialect == Dialect.WEBSOCKET ? Workload.WEBSOCKET : Workload.ECHO;
  }

  // Named as their cases are told: those of an enum by its constant.
  @Nested
  @DisplayName("HTTP")
  class Routes extends Outside implements RoutesContract {

    Routes() {
      super(Workload.HELLO, Dialect.HTTP);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(Dialect.class)
  class Echoes extends Outside implements EchoContract, ClosingContract, BackPressureContract {

    Echoes(Dialect dialect) {
      super(echo(dialect), dialect);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(names = {"TCP", "HTTP"})
  class Computing extends Outside implements ComputeContract {

    Computing(Dialect dialect) {
      super(Workload.COMPUTE, dialect);
    }
  }

  @Nested
  @ParameterizedClass(name = "{0}")
  @EnumSource(names = {"TCP", "WEBSOCKET"})
  class InRooms extends Outside implements ChatContract {

    InRooms(Dialect dialect) {
      super(Workload.CHAT, dialect);
    }
  }

  @Nested
  @DisplayName("TCP")
  class InRoomsOverTcp extends Outside implements TcpChatContract {

    InRoomsOverTcp() {
      super(Workload.CHAT, Dialect.TCP);
    }
  }

  @Nested
  @DisplayName("HTTP")
  class Waiting extends Outside implements LongPollContract {

    Waiting() {
      super(Workload.LONG_POLL, Dialect.HTTP);
    }
  }
}
