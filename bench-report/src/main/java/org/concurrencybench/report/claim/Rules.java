package org.concurrencybench.report.claim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rules that lie beside this class, and their hashes. */
final class Rules {

  /** The suites that have a claim, in the order in which claims are shown. */
  static final List<String> SUITES =
      List.of(
          "short-requests",
          "crowd",
          "chat",
          "switching",
          "global-lock",
          "compute",
          "slow-backend",
          "long-poll");

  /** Strict: a word in a rule that nobody reads would be a promise that nobody keeps. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Rules() {}

  /**
   * A rule and the hash of its file.
   *
   * @param sha256 of the file's bytes, in hex
   */
  record Hashed(Rule rule, String sha256) {}

  static List<Hashed> all() {
    return SUITES.stream().map(Rules::of).toList();
  }

  /**
   * The rule of a suite.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Hashed of(String suite) {
    byte[] file = bytes(suite);
    Rule rule = parse(file);
    if (!rule.suite().equals(suite)) {
      throw new IllegalStateException(suite + ".json is the rule of suite " + rule.suite());
    }
    return new Hashed(rule, sha256(file));
  }

  static Rule parse(byte[] file) {
    return MAPPER.readValue(file, Rule.class);
  }

  private static byte[] bytes(String suite) {
    try (InputStream in = Rules.class.getResourceAsStream(suite + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("suite \"" + suite + "\" has no rule");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
