package org.concurrencybench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.concurrencybench.report.run.Claim;
import org.concurrencybench.report.run.Environment;
import org.concurrencybench.report.run.Jdk;
import org.concurrencybench.report.run.Run;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two runs that can be compared: the subject of the comparison, and whatever
 * else a reader should know. A sentence each.
 */
final class Differences {

  private final List<String> sentences = new ArrayList<>();

  private Differences() {}

  static List<String> between(Run a, Run b) {
    Differences differences = new Differences();
    differences.runs(a, b);
    differences.verdicts(a, b);
    differences.environments(a.environment(), b.environment());
    return differences.sentences;
  }

  private void runs(Run a, Run b) {
    if (a.id().equals(b.id()) && a.startedAt().equals(b.startedAt())) {
      sentences.add("A and B are the same run: there is no difference to be found");
    }
    differ("profile", a.profile(), b.profile());
    if (a.endedAt() == null) {
      sentences.add("A did not end: this is what it had measured");
    }
    if (b.endedAt() == null) {
      sentences.add("B did not end: this is what it had measured");
    }
  }

  /** Verdicts are judged run by run; that two differ is no test of the difference. */
  private void verdicts(Run a, Run b) {
    for (Claim claim : a.claims()) {
      b.claims().stream()
          .filter(other -> other.suite().equals(claim.suite()))
          .forEach(other -> differ("claim " + claim.suite(), verdict(claim), verdict(other)));
    }
  }

  private static String verdict(Claim claim) {
    return claim.verdict() + " by rule " + claim.ruleVersion();
  }

  private void environments(Environment a, Environment b) {
    differ("Java", java(a.jdk()), java(b.jdk()));
    flags("environment of every process", inherited(a.jdk()), inherited(b.jdk()));
    flags("server flags", a.serverFlags(), b.serverFlags());
    differ("commit", a.source().inWords(), b.source().inWords());
    byName("library ", a.libraries(), b.libraries());
    flags("flags of the driver, which is what measures,", a.driverFlags(), b.driverFlags());
    if (transport(a) != null && transport(b) != null) {
      differ("transport of the driver, which is what measures", transport(a), transport(b));
    }
    differ("system", a.machine().os(), b.machine().os());
    differ("kernel", a.machine().kernel(), b.machine().kernel());
    differ("CPUs of the server", a.layout().serverCpus(), b.layout().serverCpus());
    differ("CPUs of the driver", a.layout().driverCpus(), b.layout().driverCpus());
    byName("", a.kernel().sysctls(), b.kernel().sysctls());
    differ("CPU governor", a.kernel().cpuGovernor(), b.kernel().cpuGovernor());
    differ(
        "transparent huge pages",
        a.kernel().transparentHugePages(),
        b.kernel().transparentHugePages());
  }

  /** Null in runs that did not look. */
  private static @Nullable String transport(Environment environment) {
    return environment.check() == null ? null : environment.check().driverTransport();
  }

  private static String java(Jdk jdk) {
    return jdk.vm() + ", " + jdk.vendor() + " " + jdk.version();
  }

  private static List<String> inherited(Jdk jdk) {
    return jdk.inherited() == null ? List.of() : jdk.inherited();
  }

  /** Only those that one of them has and the other has not. */
  private void flags(String what, List<String> a, List<String> b) {
    List<String> onlyA = a.stream().filter(flag -> !b.contains(flag)).toList();
    List<String> onlyB = b.stream().filter(flag -> !a.contains(flag)).toList();
    if (!onlyA.isEmpty()) {
      sentences.add(what + " only in A: " + String.join(" ", onlyA));
    }
    if (!onlyB.isEmpty()) {
      sentences.add(what + " only in B: " + String.join(" ", onlyB));
    }
  }

  private void byName(String what, Map<String, String> a, Map<String, String> b) {
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    names.forEach(name -> differ(what + name, a.get(name), b.get(name)));
  }

  private void differ(String what, @Nullable Object a, @Nullable Object b) {
    if (!Objects.equals(a, b)) {
      sentences.add("%s: %s in A, %s in B".formatted(what, words(a), words(b)));
    }
  }

  private static String words(@Nullable Object value) {
    return value == null ? "not known" : value.toString();
  }
}
