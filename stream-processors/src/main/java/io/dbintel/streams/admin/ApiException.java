package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.runtime.http.HttpApi.Response;
import java.util.Map;
import java.util.TreeMap;

/** A request is not answered, or not obeyed. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String RETRY_SECONDS = "2";

  private final int status;
  private final String code;

  private ApiException(int status, String code, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
  }

  static ApiException unauthorized() {
    return new ApiException(
        401,
        "unauthorized",
        "the request has no token that is configured here; expected the header Authorization:"
            + " Bearer TOKEN, with a token whose hash is in admin.tokens",
        null);
  }

  static ApiException forbidden(Caller caller, Role required) {
    return new ApiException(
        403,
        "forbidden",
        "the token "
            + caller.name()
            + " has the role "
            + caller.role().label()
            + "; expected "
            + required.label()
            + " for this: use another token",
        null);
  }

  static ApiException notFound(String message) {
    return new ApiException(404, "not_found", message, null);
  }

  static ApiException methodNotAllowed(String method, String path) {
    return new ApiException(
        405,
        "method_not_allowed",
        method + " on " + path + "; /api/v1/openapi.yaml says which methods it has",
        null);
  }

  static ApiException tooLarge(String message) {
    return new ApiException(413, "too_large", message, null);
  }

  static ApiException invalid(String message) {
    return new ApiException(422, "invalid_argument", message, null);
  }

  static ApiException unavailable(String message, Throwable cause) {
    return new ApiException(503, "unavailable", message, cause);
  }

  Response response() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", code).put("message", getMessage());
    Map<String, String> headers = new TreeMap<>();
    if (status == 503) {
      headers.put("Retry-After", RETRY_SECONDS);
    } else if (status == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return new Response(status, "application/json", headers, body.toString());
  }
}
