package org.concurrencybench.suite.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concurrencybench.suite.process.JvmFlags;

/**
 * The variables of the environment that change every process of a run. A JVM takes options from
 * three of them, before or after those of its command line. System properties among them are
 * recorded; whatever else changes the JVM itself (heap, collector, compiler, agents, modules) is
 * refused: the flags in run.json would not be those that ran. What the C library and the dynamic
 * linker take is recorded.
 */
final class InheritedEnvironment {

  private static final List<String> OF_THE_JVM =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final Predicate<String> OF_THE_C_LIBRARY =
      Pattern.compile("LD_PRELOAD|GLIBC_TUNABLES|MALLOC_\\w+").asMatchPredicate();

  /** As the JVM splits them: at blanks outside quotes. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  private InheritedEnvironment() {}

  /** Those that are set, as {@code NAME=value}. */
  static List<String> recorded(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> !variable.getValue().isBlank())
        .filter(variable ->
            OF_THE_JVM.contains(variable.getKey()) || OF_THE_C_LIBRARY.test(variable.getKey()))
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .sorted()
        .toList();
  }

  /**
   * Refuses what would change the JVMs that are measured.
   *
   * @throws IllegalArgumentException naming the variable and the option
   */
  static void check(Map<String, String> environment) {
    Set<String> ours = ownProperties();
    for (String name : OF_THE_JVM) {
      for (String option : words(environment.getOrDefault(name, ""))) {
        if (!option.startsWith("-D") || ours.contains(property(option))) {
          throw new IllegalArgumentException(
              ("%s has '%s', which every server and driver would take in addition to the flags of"
                      + " a run: unset %s for the run (of its options only system properties,"
                      + " -Dname=value, that a run does not set itself may stay)")
                  .formatted(name, option, name));
        }
      }
    }
  }

  private static List<String> words(String options) {
    return WORD.matcher(options)
        .results()
        .map(MatchResult::group)
        .map(word -> word.replaceAll("[\"']", ""))
        .toList();
  }

  /** The system properties that servers and drivers have on their command lines. */
  private static Set<String> ownProperties() {
    var flags = new ArrayList<>(JvmFlags.pinnedTo(1).toList());
    flags.addAll(DriverFlags.FLAGS);
    Stream<String> properties = flags.stream().filter(flag -> flag.startsWith("-D"));
    return new HashSet<>(properties.map(InheritedEnvironment::property).toList());
  }

  private static String property(String option) {
    return option.substring("-D".length()).split("=", 2)[0];
  }
}
