package org.concurrencybench.suite.process;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lines of the control channel: one JSON object each, the record of its command or {@code
 * {"error": "..."}}.
 */
final class ControlJson {

  /**
   * Strict: both ends are the same program, so that what is absent or unknown was not sent by it.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private ControlJson() {}

  /** One line, without its end. */
  static String line(Object answer) {
    return MAPPER.writeValueAsString(answer);
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException with the words of the server if it is an error
   * @throws tools.jackson.core.JacksonException if it is neither
   */
  static <T> T parse(String line, Class<T> type) {
    JsonNode answer = MAPPER.readTree(line);
    if (answer.has("error")) {
      throw new IllegalArgumentException(answer.get("error").stringValue());
    }
    return MAPPER.treeToValue(answer, type);
  }

  /**
   * What the server says to a command that it cannot carry out.
   *
   * @param error a sentence
   */
  record Failure(String error) {}
}
