package org.concurrencybench.suite.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.concurrencybench.suite.Bench;

/** What a command said, and how it ended. */
record Spoken(int exitCode, String out, String err) {

  /** The command in this process. Arguments are split at spaces. */
  static Spoken by(String arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        CommandLines.execute(
            new PrintWriter(out, true), new PrintWriter(err, true), arguments.split(" "));
    return new Spoken(exitCode, out.toString(), err.toString());
  }

  /** The command in a process of its own, started by a shell that may set limits before. */
  static Spoken byProcess(String shell, List<String> jvm, String arguments)
      throws IOException, InterruptedException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.add("--enable-native-access=ALL-UNNAMED");
    java.addAll(jvm);
    java.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
    java.addAll(Arrays.asList(arguments.split(" ")));
    String line = java.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Path err = Files.createTempFile("spoken", ".err");
    Process process =
        new ProcessBuilder("sh", "-c", shell + " exec " + line).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exitCode = process.waitFor();
    var spoken = new Spoken(exitCode, out, Files.readString(err));
    Files.delete(err);
    return spoken;
  }

  /** What was said on standard error, without the hint to the help. */
  String sentence() {
    return err.lines().filter(line -> !line.startsWith("Try '")).collect(Collectors.joining("\n"));
  }
}
