package org.concurrencybench.report.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

  /** In blocks of 512 bytes, as a POSIX shell counts. */
  private static final int ROOM_BLOCKS = 2;

  private static final int ROOM_BYTES = ROOM_BLOCKS * 512;

  @TempDir private Path directory;

  @Test
  void linesAreThereAtOnceAndOnlyWhole() throws IOException {
    Path path = directory.resolve("log");
    try (LineFile file = LineFile.create(path)) {
      write(file, "first\nsec");
      assertThat(path).hasContent("first");
      write(file, "ond\n\nbeg");
      assertThat(Files.readString(path)).isEqualTo("first\nsecond\n\n");
    }
    assertThat(Files.readString(path)).isEqualTo("first\nsecond\n\nbeg\n");
  }

  /** As a killed process leaves it. */
  @Test
  void halfALineIsTakenAwayBeforeOthersFollow() throws IOException {
    for (String left : new String[] {"", "half", "a\r\n", "a\r\nhalf", "a\r\nb\r\nha"}) {
      Path path = Files.writeString(directory.resolve("file"), left);
      try (LineFile file = LineFile.continuing(path)) {
        write(file, "next\r\n");
      }
      assertThat(Files.readString(path))
          .isEqualTo(left.substring(0, left.lastIndexOf('\n') + 1) + "next\r\n");
    }
  }

  @Test
  void anExistingFileIsNotBegunAndAMissingOneNotContinued() throws IOException {
    Path there = Files.writeString(directory.resolve("there"), "precious");
    assertThatIOException()
        .isThrownBy(() -> LineFile.create(there))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(there).hasContent("precious");
    Path missing = directory.resolve("missing");
    assertThatIOException()
        .isThrownBy(() -> LineFile.continuing(missing))
        .isInstanceOf(NoSuchFileException.class);
    LineFile.at(missing).close();
    assertThat(missing).exists();
  }

  /** A file that may not grow fails in the middle of a line, as one on a full disk does. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatAFullDiskLeavesOfALineIsTakenAway() throws Exception {
    Path path = directory.resolve("full");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f " + ROOM_BLOCKS + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                Filling.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(words).contains("File too large");
    assertThat(process.exitValue()).as(words).isEqualTo(Filling.FAILED);
    assertThat(Files.size(path)).isLessThan(ROOM_BYTES);
    assertThat(Files.readString(path)).endsWith("\n");
    assertThat(Files.readAllLines(path)).isNotEmpty().containsOnly(Filling.LINE);
  }

  private static void write(LineFile file, String text) throws IOException {
    file.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds lines to a file for as long as that goes. */
  static final class Filling {

    static final int FAILED = 3;

    /** Of a length that no whole number of lines fills the room. */
    static final String LINE = "a line of some words, each of which is in the file or none is";

    private Filling() {}

    public static void main(String[] args) throws IOException {
      try (LineFile file = LineFile.create(Path.of(args[0]))) {
        for (int line = 0; line < 1_000; line++) {
          write(file, LINE + "\n");
        }
      } catch (IOException e) {
        System.err.println(e.getMessage());
        System.exit(FAILED);
      }
    }
  }
}
