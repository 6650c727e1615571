package io.dbintel.ctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What went wrong with a request, in words that say what to do. */
final class Problems {

  private static final int LONGEST_MESSAGE = 1_000;

  private Problems() {}

  static AdminException unanswered(AdminAddress address, Duration timeout, Throwable failure) {
    return new AdminException(AdminException.NO_ANSWER, why(address, timeout, failure));
  }

  private static String why(AdminAddress address, Duration timeout, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the host of " + address + " is not known here; check --url";
      }
      if (cause instanceof SSLException) {
        return address
            + " could not be verified with TLS ("
            + cause.getMessage()
            + "); give the authority of its certificate with --ca-file, and the host name that is"
            + " in the certificate with --url";
      }
      if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
        return address
            + " did not answer within "
            + timeout.toMillis()
            + " ms; check --url, look at the processors' log, or give a longer --timeout";
      }
    }
    if (failure instanceof ConnectException) {
      return "no admin API listens at "
          + address
          + "; check --url, that the processors run, and that their configuration has admin.port"
          + " and admin.tokens";
    }
    return address
        + " ended the exchange: "
        + failure.getMessage()
        + "; check --url, and http or https";
  }

  static AdminException refused(
      AdminAddress address, Token token, HttpResponse<?> response, JsonNode json) {
    int status = response.statusCode();
    String told = json.path("error").path("message").asText("");
    if (told.isEmpty()) {
      return notTheApi(address, status);
    }
    if (told.length() > LONGEST_MESSAGE) {
      told = told.substring(0, LONGEST_MESSAGE) + "…";
    }
    return new AdminException(status, told + advice(status, token, response));
  }

  private static String advice(int status, Token token, HttpResponse<?> response) {
    return switch (status) {
      case 401 ->
          " (token of "
              + token.origin()
              + "; dbintel processors admin-token makes one, its sha256 belongs into admin.tokens"
              + " of every processor)";
      case 403 -> " (token of " + token.origin() + "; use one of a higher role from admin.tokens)";
      case 503 ->
          " (try again"
              + response
                  .headers()
                  .firstValue("Retry-After")
                  .filter(seconds -> seconds.matches("\\d{1,6}"))
                  .map(seconds -> " in " + seconds + " s")
                  .orElse(" a little later")
              + ")";
      default -> "";
    };
  }

  static AdminException notTheApi(AdminAddress address, int status) {
    return new AdminException(
        status,
        address
            + " answered "
            + status
            + " and not as the admin API does; check --url: it is the port admin.port, not the one"
            + " of health or metrics");
  }
}
