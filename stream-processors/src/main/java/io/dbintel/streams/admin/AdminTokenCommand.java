package io.dbintel.streams.admin;

import io.dbintel.runtime.hash.Digest;
import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a token of 256 random bits; nothing is kept of it. */
@Command(
    name = "admin-token",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description =
        "Makes a token for the admin API and prints it with its hash, which goes into"
            + " admin.tokens.")
public final class AdminTokenCommand implements Callable<Integer> {
  private static final int BYTES = 32;

  /** So that scanners for secrets can recognise one. */
  private static final String PREFIX = "dbintel_";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    PrintWriter out = spec.commandLine().getOut();
    out.println("token:  " + token);
    out.println("sha256: " + HexFormat.of().formatHex(Digest.of(token).bytes()));
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
