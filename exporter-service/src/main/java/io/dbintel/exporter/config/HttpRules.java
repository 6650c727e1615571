package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What an HTTP request can be made of, checked before the first one is made. */
final class HttpRules {

  private static final URI ANY = URI.create("http://localhost");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]|\\[0:0:0:0:0:0:0:1]");

  private HttpRules() {}

  /**
   * @throws IllegalArgumentException when the address is not http or https or has no host
   */
  static void checkAddress(String setting, URI address) {
    boolean http =
        "http".equalsIgnoreCase(address.getScheme())
            || "https".equalsIgnoreCase(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new IllegalArgumentException(
          setting
              + ": an http or https URL with a host, for example https://collector.example:4318");
    }
  }

  /**
   * @throws IllegalArgumentException when a header has a malformed name or value, or the HTTP
   *     client sets it itself
   */
  static void checkHeaders(Map<String, Secret> headers) {
    headers.forEach(
        (name, value) -> {
          try {
            HttpRequest.newBuilder(ANY).header(name, value.reveal());
          } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                "headers: a name of letters, digits and hyphens, not Host, Content-Length or"
                    + " another that the HTTP client sets, and a value of printable characters; "
                    + name
                    + " is not such a header");
          }
        });
  }

  /**
   * @throws IllegalArgumentException when headers, which may be credentials, would go over a
   *     network as everyone can read them
   */
  static void checkSecrecy(
      String setting, URI address, Map<String, Secret> headers, DeliveryConfig delivery) {
    boolean readable =
        "http".equalsIgnoreCase(address.getScheme())
            && !LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    if (readable && !headers.isEmpty() && !delivery.plaintextSecrets()) {
      throw new IllegalArgumentException(
          setting
              + ": an https URL, since headers are sent to "
              + address.getHost()
              + "; if they are no secret, or the network is trusted, set delivery.plaintextSecrets:"
              + " true");
    }
  }
}
