package io.dbintel.streams.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be asked; the same is in openapi.yaml, and a test holds them against each other. */
enum Operation {
  OPENAPI("openapi", "GET", "/openapi.yaml", null),
  INSTANCES("instances", "GET", "/instances", Role.VIEWER),
  CIRCUITS("circuits", "GET", "/circuits", Role.VIEWER),
  BUDGETS("budgets", "GET", "/budgets", Role.VIEWER),
  CIRCUIT("circuit", "GET", "/instances/{tenant}/{name}/circuit", Role.VIEWER),
  SAMPLING("sampling", "GET", "/instances/{tenant}/{name}/sampling", Role.VIEWER),
  LEDGER("ledger", "GET", "/instances/{tenant}/{name}/ledger", Role.VIEWER),
  STATEMENTS("statements", "GET", "/instances/{tenant}/{name}/statements", Role.VIEWER),
  SESSIONS("sessions", "GET", "/instances/{tenant}/{name}/sessions", Role.VIEWER),
  BLOCKING("blocking", "GET", "/instances/{tenant}/{name}/blocking", Role.VIEWER),
  ORDER_CIRCUIT("orderCircuit", "POST", "/instances/{tenant}/{name}/circuit", Role.OPERATOR),
  OVERRIDE_SAMPLING(
      "overrideSampling", "POST", "/instances/{tenant}/{name}/sampling", Role.OPERATOR),
  END_OVERRIDE("endOverride", "DELETE", "/instances/{tenant}/{name}/sampling", Role.OPERATOR),
  FULL_POLL("fullPoll", "POST", "/instances/{tenant}/{name}/full-poll", Role.OPERATOR),
  RESET_BASELINE("resetBaseline", "POST", "/instances/{tenant}/{name}/reset-baseline", Role.ADMIN),
  FORGET("forget", "POST", "/instances/{tenant}/{name}/forget", Role.ADMIN),
  SKIP("skip", "POST", "/skip", Role.ADMIN);

  /** What all paths begin with. */
  static final String BASE = "/api/v1";

  private final String id;
  private final String method;
  private final String template;
  private final Role role;

  Operation(String id, String method, String template, Role role) {
    this.id = id;
    this.method = method;
    this.template = template;
    this.role = role;
  }

  String id() {
    return id;
  }

  String method() {
    return method;
  }

  String template() {
    return template;
  }

  /** Role that is needed; null when anybody may. */
  Role role() {
    return role;
  }

  /** Whether it changes something. */
  boolean isOrder() {
    return !method.equals("GET");
  }

  /** Whether it is about one instance, and answered where that is. */
  boolean isOfInstance() {
    return template.startsWith("/instances/");
  }

  /**
   * The operation of a request, with the parts of its path that have names.
   *
   * @throws ApiException when there is none
   */
  static Call of(String method, String path) {
    boolean knownPath = false;
    for (Operation operation : values()) {
      Optional<Map<String, String>> parts = operation.match(path);
      if (parts.isPresent() && operation.method.equals(method)) {
        return new Call(operation, parts.get());
      }
      knownPath |= parts.isPresent();
    }
    throw knownPath
        ? ApiException.methodNotAllowed(method, path)
        : ApiException.notFound(
            "there is no path " + path + "; /api/v1/openapi.yaml says which there are");
  }

  /**
   * An operation and the parts of its path that have names.
   *
   * @param parts values by name, without escapes
   */
  record Call(Operation operation, Map<String, String> parts) {}

  private Optional<Map<String, String>> match(String path) {
    String[] wanted = (BASE + template).split("/", -1);
    String[] found = path.split("/", -1);
    if (wanted.length != found.length) {
      return Optional.empty();
    }
    Map<String, String> parts = new TreeMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{")) {
        parts.put(wanted[i].substring(1, wanted[i].length() - 1), decode(found[i]));
      } else if (!wanted[i].equals(found[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  /** Resolves the escapes of a part of a path or query. */
  static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
