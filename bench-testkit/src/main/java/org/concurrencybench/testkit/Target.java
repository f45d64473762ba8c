package org.concurrencybench.testkit;

import java.net.InetSocketAddress;
import java.util.Set;
import org.concurrencybench.core.server.WireProtocol;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server that runs elsewhere, to be held against the wire contract.
 *
 * @param address where it listens
 * @param protocol what it speaks
 * @param workloads what it answers
 */
public record Target(InetSocketAddress address, WireProtocol protocol, Set<Workload> workloads) {

  public Target {
    workloads = Set.copyOf(workloads);
  }

  /** Whether the contract has something to ask there in that dialect. */
  boolean answers(Workload workload, Dialect dialect) {
    return dialect.wire() == protocol && workloads.contains(workload);
  }

  /** Gives tests the target of the conformance that runs in this process. */
  static final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Target.class;
    }

    @Override
    public Target resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Conformance.target();
    }
  }
}
