package org.concurrencybench.suite.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.concurrencybench.system.os.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * How to start a server process: this program again, in a JVM of its own.
 *
 * @param jvm its flags
 * @param mainClass its main class
 * @param arguments what follows it
 * @param cpus where it runs; null where the kernel decides, among the CPUs of the thread that
 *     starts it
 * @param readyWithin how long it may take to start
 */
public record ServerCommand(
    JvmFlags jvm,
    String mainClass,
    List<String> arguments,
    @Nullable CpuSet cpus,
    Duration readyWithin) {

  private static final String BENCH = "org.concurrencybench.suite.Bench";
  private static final List<String> COMMON = List.of("--port", "0", "--controlled");
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);

  /** Copies the list. */
  public ServerCommand {
    arguments = List.copyOf(arguments);
  }

  /** A command of {@code bench} that prints {@link ReadyLine} and obeys {@link ControlChannel}. */
  public static ServerCommand bench(JvmFlags jvm, String... arguments) {
    return new ServerCommand(jvm, BENCH, List.of(arguments), null, READY_WITHIN);
  }

  /**
   * {@code bench serve} on a free port of the loopback interface.
   *
   * @param more further options, as {@code --max-connections 100}
   */
  public static ServerCommand serve(JvmFlags jvm, String model, String protocol, String... more) {
    var arguments = new ArrayList<>(List.of("serve", "--model", model, "--protocol", protocol));
    arguments.addAll(COMMON);
    arguments.addAll(List.of(more));
    return bench(jvm, arguments.toArray(String[]::new));
  }

  /** {@code bench backend} on a free port of the loopback interface. */
  public static ServerCommand backend(JvmFlags jvm) {
    var arguments = new ArrayList<>(List.of("backend"));
    arguments.addAll(COMMON);
    return bench(jvm, arguments.toArray(String[]::new));
  }

  /** The same, pinned. */
  public ServerCommand on(CpuSet pinned) {
    return new ServerCommand(jvm, mainClass, arguments, pinned, readyWithin);
  }

  /** The whole command line: this JVM's own java and class path. */
  public List<String> line() {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvm.toList());
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  /** What it is, for messages: without what all of them have. */
  @Override
  public String toString() {
    return "'" + String.join(" ", arguments).replace(" " + String.join(" ", COMMON), "") + "'";
  }
}
