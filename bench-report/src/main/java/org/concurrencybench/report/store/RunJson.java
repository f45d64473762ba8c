package org.concurrencybench.report.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.concurrencybench.report.run.Run;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as JSON and back. Components stand in the order of their records; what was not measured is
 * written as null, so that a reader sees that it could have been. Times are ISO 8601 in UTC.
 *
 * <p>Within a schema version, components may be added: unknown ones are ignored when read, and an
 * added one must accept to be absent. Anything else is a new version, and other versions are
 * refused rather than guessed.
 */
final class RunJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final ObjectWriter WRITER =
      MAPPER
          .writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private RunJson() {}

  static byte[] write(Run run) {
    byte[] json = WRITER.writeValueAsBytes(run);
    byte[] line = new byte[json.length + 1];
    System.arraycopy(json, 0, line, 0, json.length);
    line[json.length] = '\n';
    return line;
  }

  /**
   * Reads a run.
   *
   * @throws ResultsException if the file cannot be read, is not JSON to its end, is not a run, or
   *     has another schema version
   */
  static Run read(Path file) {
    JsonNode tree = tree(file);
    JsonNode version = tree.path("schemaVersion");
    if (!version.isInt()) {
      throw new ResultsException(
          "\"" + file + "\" is not a run of concurrency-bench: it has no schemaVersion.");
    }
    if (version.intValue() != Run.SCHEMA_VERSION) {
      throw new ResultsException(
          "\"%s\" has schema version %s, and this program reads version %s only: use the program that wrote it."
              .formatted(file, version.intValue(), Run.SCHEMA_VERSION));
    }
    try {
      return MAPPER.treeToValue(tree, Run.class);
    } catch (DatabindException e) {
      throw new ResultsException(
          "\"%s\" is not a run of concurrency-bench: %s: %s.".formatted(file, place(e), reason(e)),
          e);
    }
  }

  private static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ResultsException(
          "\"" + file + "\" cannot be read: " + ResultsException.reason(e) + ".", e);
    } catch (StreamReadException e) {
      throw new ResultsException(
          "\"%s\" is cut short or is not JSON (line %s, column %s)."
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          e);
    } catch (JacksonException e) {
      throw new ResultsException(
          "\"" + file + "\" is not JSON to its end: " + e.getOriginalMessage() + ".", e);
    }
  }

  /** Where in the file, as {@code cells[3].rounds[0].number}. */
  private static String place(DatabindException e) {
    String path =
        e.getPath().stream()
            .map(step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getPropertyName())
            .collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "the whole" : path;
  }

  /** The words of the record that refused its components, or else Jackson's. */
  private static String reason(DatabindException e) {
    return switch (e.getCause()) {
      case NullPointerException absent -> absent.getMessage() + " is absent";
      case IllegalArgumentException refused -> String.valueOf(refused.getMessage());
      case null, default -> e.getOriginalMessage();
    };
  }
}
