package org.concurrencybench.suite.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands under one name, and how their failures are told. */
public final class CommandLines {

  /** In the order of the help. */
  private static final List<String> NAMES =
      List.of(
          "run",
          "report",
          "ask",
          "serve",
          "drive",
          "backend",
          "compare",
          "conform",
          "models",
          "suites",
          "lab",
          "bare",
          "calibrate",
          "check");

  private static final long BYTES_PER_MEBIBYTE = 1024 * 1024;
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private CommandLines() {}

  /**
   * Parses and runs; returns the exit code. Messages to the user go to standard error, one sentence
   * each.
   */
  public static int execute(String... arguments) {
    CommandLine root = root(arguments);
    return StandardOutput.checked(root, execute(root, arguments));
  }

  /** The same, with words and messages going elsewhere than to the standard streams. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return execute(root(arguments).setOut(out).setErr(err), arguments);
  }

  /**
   * With the command that is asked for, or with all if that cannot be told: a run starts dozens of
   * servers and drivers, on one CPU each, and to read the annotations of all commands takes half a
   * second of every start.
   */
  private static CommandLine root(String... arguments) {
    var root = new CommandLine(new Root());
    if (arguments.length > 0 && NAMES.contains(arguments[0])) {
      return root.addSubcommand(command(arguments[0]));
    }
    NAMES.forEach(name -> root.addSubcommand(command(name)));
    return root;
  }

  private static Object command(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "report" -> new ReportCommand();
      case "ask" -> new AskCommand();
      case "serve" -> new ServeCommand();
      case "drive" -> new DriveCommand();
      case "backend" -> new BackendCommand();
      case "compare" -> new CompareCommand();
      case "conform" -> new ConformCommand();
      case "models" -> new ModelsCommand();
      case "suites" -> new SuitesCommand();
      case "lab" -> new LabCommand();
      case "bare" -> new BareCommand();
      case "calibrate" -> new CalibrateCommand();
      case "check" -> new CheckCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int execute(CommandLine root, String... arguments) {
    return root.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new DurationConverter())
        .setParameterExceptionHandler(badUsage())
        .setExecutionExceptionHandler(failed())
        .execute(arguments);
  }

  private static boolean isOutOfMemory(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || failure.getCause() != null && isOutOfMemory(failure.getCause());
  }

  private static IParameterExceptionHandler badUsage() {
    return (e, _) -> {
      CommandLine command = e.getCommandLine();
      say(command, String.valueOf(e.getMessage()));
      command.getErr().printf("Try '%s --help'.%n", command.getCommandSpec().qualifiedName());
      return BAD_USAGE;
    };
  }

  /**
   * Expected failures carry a sentence for the user; anything else is a bug of ours and shows where
   * it happened.
   */
  private static IExecutionExceptionHandler failed() {
    return (e, command, _) -> {
      if (e instanceof UserFailure) {
        say(command, String.valueOf(e.getMessage()));
      } else if (isOutOfMemory(e)) {
        say(
            command,
            String.format(
                Locale.ROOT,
                "the heap of %,d MiB is not enough for this; ask for less, or give more with JAVA_TOOL_OPTIONS=-Xmx2g",
                Runtime.getRuntime().maxMemory() / BYTES_PER_MEBIBYTE));
      } else {
        say(command, "this is a bug of concurrency-bench, please report it:");
        e.printStackTrace(command.getErr());
      }
      return FAILED;
    };
  }

  private static void say(CommandLine command, String message) {
    PrintWriter err = command.getErr();
    err.printf("%s: %s%n", command.getCommandSpec().qualifiedName(), message);
    err.flush();
  }

  /** The command {@code bench}, which does nothing by itself. */
  @Command(
      name = "bench",
      description = "Threads, an event loop or virtual threads: measured.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Root implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
      throw new ParameterException(
          spec.commandLine(),
          "which command? There are " + String.join(", ", spec.subcommands().keySet()));
    }
  }

  /** The version that Maven wrote into the jar, or what runs from a build folder. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = CommandLines.class.getPackage().getImplementationVersion();
      return new String[] {
        "concurrency-bench %s, JDK %s"
            .formatted(version == null ? "(built here)" : version, Runtime.version())
            .toLowerCase(Locale.ROOT)
      };
    }
  }
}
