package io.dbintel.ctl.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;

/**
 * Where the admin API is.
 *
 * @param base scheme, host and port, without a path
 */
public record AdminAddress(URI base) {

  /** Environment variable that may hold the address. */
  public static final String VARIABLE = "DBINTEL_ADMIN_URL";

  /** Where processors of this host listen if nothing else is configured. */
  public static final String ON_THIS_HOST = "http://localhost:8890";

  private static final String API = "/api/v1";

  /**
   * Reads an address such as {@code https://host:port}; a path of the API is left out.
   *
   * @param plain whether the token may go to another host without TLS
   * @throws UsageException when it is none, or the token would be sent in the clear
   */
  public static AdminAddress of(String url, boolean plain) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException malformed) {
      throw notAnAddress(url);
    }
    boolean http = "http".equals(uri.getScheme());
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    if (!(http || "https".equals(uri.getScheme()))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || !(path.isEmpty() || path.equals(API))) {
      throw notAnAddress(url);
    }
    if (http && !plain && !isThisHost(uri.getHost())) {
      throw new UsageException(
          "--url "
              + url
              + " would send the token over the network without TLS; give an https address, or"
              + " --allow-http if the network protects it");
    }
    return new AdminAddress(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()));
  }

  private static UsageException notAnAddress(String url) {
    return new UsageException(
        "--url is " + url + "; expected http or https, a host and a port, as in https://host:8890");
  }

  /** A name is looked up only if it can be an address of this host by itself. */
  private static boolean isThisHost(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    boolean numeric = host.startsWith("[") || host.matches("[0-9.]+");
    try {
      return numeric && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException malformed) {
      return false;
    }
  }

  URI at(String path) {
    return URI.create(base + API + path);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
