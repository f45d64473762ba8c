package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Whether the words of a command have arrived where they were sent; print streams never say. */
final class StandardOutput {

  private static final Path THIS = Path.of("/proc/self/fd/1");

  private StandardOutput() {}

  /**
   * The exit code of a command that is over: {@code exitCode}, or 1 if its words could not be
   * written. That is told on standard error, but of a pipe whose reader has left, as {@code head}
   * does: it has what it wanted.
   */
  static int checked(CommandLine root, int exitCode) {
    if (!failed(root)) {
      return exitCode;
    }
    if (!isPipe()) {
      root.getErr()
          .println(
              "bench: standard output could not be written to its end: is the disk full? What was to stand there is lost.");
      root.getErr().flush();
    }
    return exitCode == 0 ? 1 : exitCode;
  }

  /** Both are asked: a print stream above another one knows its own failures only. */
  private static boolean failed(CommandLine root) {
    boolean failed = System.out.checkError();
    failed |= root.getOut().checkError();
    for (CommandLine command : root.getSubcommands().values()) {
      failed |= command.getOut().checkError();
    }
    return failed;
  }

  private static boolean isPipe() {
    try {
      String target = Files.readSymbolicLink(THIS).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException _) {
      // Without /proc the sentence is told in either case.
      return false;
    }
  }
}
