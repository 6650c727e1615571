package io.dbintel.streams.admin;

import io.dbintel.runtime.config.InvalidSettingException;
import io.dbintel.runtime.config.Setting;
import io.dbintel.runtime.tls.TlsConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The admin API, which is off without tokens.
 *
 * @param port TCP port; 0 picks a free one
 * @param bindAddress address to listen on
 * @param advertisedUrl where the other processors reach this one
 * @param tls certificate to show, and whom to trust when a request is forwarded
 * @param liveInstances instances of which the last statements and sessions are held in memory
 * @param tokens who may do what
 */
public record AdminConfig(
    @Setting(
            description = "TCP port; 0 picks a free one.",
            defaultValue = "8890",
            min = "0",
            max = "65535")
        int port,
    @Setting(
            description =
                "Address to listen on: 127.0.0.1 for this host only, 0.0.0.0 for other hosts.",
            defaultValue = "127.0.0.1",
            min = "1")
        String bindAddress,
    @Setting(
            description =
                "Where the other processors reach this one, for example https://processors-0:8890;"
                    + " without it the address and port to listen on, which on loopback only those"
                    + " of this host reach.")
        Optional<String> advertisedUrl,
    @Setting(
            description =
                "Certificate to show, then the API is https; and the authorities to trust when a"
                    + " request is forwarded to another processor.")
        TlsConfig tls,
    @Setting(
            description =
                "Instances of which the last statements and sessions are held in memory, some"
                    + " 100 KiB each; with more, those that somebody looked at last.",
            defaultValue = "200",
            min = "1",
            max = "10000")
        int liveInstances,
    @Setting(description = "Who may do what; without any the API is off.", max = "100")
        List<AdminTokenConfig> tokens) {

  private static final String MACHINE = machine();

  /** No admin API. */
  public static final AdminConfig OFF =
      new AdminConfig(0, "127.0.0.1", Optional.empty(), TlsConfig.DEFAULT, 1, List.of());

  /**
   * Checks that tokens have names and hashes of their own, and that others can reach the API.
   *
   * @throws InvalidSettingException when they do not, or the URL is not one
   */
  public AdminConfig {
    tokens = List.copyOf(tokens);
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> hashes = new TreeSet<>();
    for (AdminTokenConfig token : tokens) {
      if (!names.add(token.name()) || !hashes.add(token.sha256())) {
        throw new InvalidSettingException(
            "tokens",
            "two tokens with the name or the hash of " + token.name(),
            "a name and a token for each person or program",
            "rename one, or make another token with dbintel processors admin-token");
      }
    }
    advertisedUrl.ifPresent(url -> checkUrl(url, tls != null && tls.certificateFile().isPresent()));
    boolean everywhere = bindAddress.equals("0.0.0.0") || bindAddress.equals("::");
    if (!tokens.isEmpty() && everywhere && advertisedUrl.isEmpty()) {
      throw new InvalidSettingException(
          "advertisedUrl",
          "nothing, with bindAddress " + bindAddress,
          "the URL at which other processors reach this one",
          "set it, for example to http://this-host:8890");
    }
  }

  private static void checkUrl(String url, boolean hasCertificate) {
    String scheme = hasCertificate ? "https" : "http";
    try {
      URI uri = new URI(url);
      boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (scheme.equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0 && bare) {
        return;
      }
    } catch (URISyntaxException e) {
      // told below, as every other text that is not such a URL
    }
    throw new InvalidSettingException(
        "advertisedUrl",
        url,
        scheme
            + "://HOST:PORT without a path, "
            + (hasCertificate ? "as tls.certificateFile is set" : "as there is no tls"),
        "correct it");
  }

  /** Whether the API is on. */
  public boolean isOn() {
    return !tokens.isEmpty();
  }

  /** Whether it is served by https. */
  boolean isSecure() {
    return tls != null && tls.certificateFile().isPresent();
  }

  /** A host as it stands before a port: an IPv6 address in brackets. */
  static String inAuthority(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  /**
   * Host and port by which others know it, given the port on which it listens. A loopback address
   * is the same on every host: there the name of this one tells processes of two hosts apart, and
   * is of use to those of this host alone.
   */
  String advertised(int listening) {
    if (advertisedUrl.isEmpty()) {
      return (isOnLoopback() ? MACHINE : inAuthority(bindAddress)) + ":" + listening;
    }
    URI uri = URI.create(advertisedUrl.get());
    return uri.getHost() + ":" + uri.getPort();
  }

  /** Where a process that is known by host and port is reached from here. */
  String reached(String advertised) {
    boolean here = isOnLoopback() && advertised.startsWith(MACHINE + ":");
    return here ? inAuthority(bindAddress) + advertised.substring(MACHINE.length()) : advertised;
  }

  private boolean isOnLoopback() {
    try {
      return InetAddress.getByName(bindAddress).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String machine() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.indexOf(':') < 0 ? name : inAuthority(name);
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
