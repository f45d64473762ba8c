package org.concurrencybench.report.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Results could not be written or read. The message is one sentence for the user: which file, what
 * was wrong, and what to do where there is something to do.
 */
public final class ResultsException extends RuntimeException {

  /** A sentence for the user. */
  public ResultsException(String sentence) {
    super(sentence);
  }

  /** A sentence for the user, and what caused it for the log. */
  public ResultsException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** The file could not be written. */
  public static ResultsException cannotWrite(Path file, IOException failure) {
    return new ResultsException(
        "\"" + file + "\" cannot be written: " + reason(failure) + ".", failure);
  }

  /**
   * What went wrong, without the file's name, which these exceptions often have for their whole
   * message.
   */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or directory";
      case FileAlreadyExistsException _ -> "a file is in the place of the directory";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }
}
