package io.dbintel.ctl.commands;

import io.dbintel.ctl.api.AdminAddress;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Token;
import io.dbintel.ctl.api.UsageException;
import io.dbintel.runtime.tls.TlsContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every subcommand has: where the admin API is, and how to get in. */
public final class Access {

  private final Map<String, String> environment;

  @Option(
      names = "--url",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      description =
          "Admin API of any processor; else DBINTEL_ADMIN_URL, else http://localhost:8890.")
  private String url;

  @Option(
      names = "--token-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "File with the token; else DBINTEL_ADMIN_TOKEN holds it.")
  private Path tokenFile;

  @Option(
      names = "--ca-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Authorities to trust instead of those of the JVM, PEM.")
  private Path caFile;

  @Option(
      names = "--allow-http",
      scope = ScopeType.INHERIT,
      description = "Sends the token to another host without TLS.")
  private boolean plain;

  @Option(
      names = "--timeout",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      converter = DurationArgument.class,
      description = "Longest time of a request (15s).")
  private Duration timeout = Duration.ofSeconds(15);

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Prints the answer as it came instead of a table.")
  private boolean json;

  /** Options whose defaults are in these variables. */
  public Access(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether answers are printed as they came. */
  boolean json() {
    return json;
  }

  /**
   * A client as the options say.
   *
   * @throws UsageException when one of them is missing or wrong
   */
  AdminClient open() {
    String where =
        url == null
            ? environment.getOrDefault(AdminAddress.VARIABLE, AdminAddress.ON_THIS_HOST)
            : url;
    return new AdminClient(
        AdminAddress.of(where, plain),
        Token.of(
            Optional.ofNullable(tokenFile), Optional.ofNullable(environment.get(Token.VARIABLE))),
        tls(),
        timeout);
  }

  private Optional<SSLContext> tls() {
    if (caFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(TlsContext.read(Optional.of(caFile), Optional.empty(), Optional.empty()));
    } catch (IllegalArgumentException unusable) {
      throw new UsageException("--ca-file: " + unusable.getMessage());
    }
  }
}
