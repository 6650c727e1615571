package io.dbintel.systemtests.field;

import java.util.Optional;

/**
 * A server that is not as its makers meant it, and what must hold there all the same. It sets up
 * what it needs, watches a running agent and throws when something does not hold.
 */
public interface OddServer {

  /** What is odd, in a few words. */
  String name();

  /** What is asserted, in a few words. */
  String asserted();

  /** Major version of the server. */
  default String version() {
    return "18";
  }

  /** Why it cannot be tried on this machine; empty when it can. */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * Tries it.
   *
   * @throws Exception when something does not hold; the message says what
   */
  void run(FieldRig rig) throws Exception;
}
