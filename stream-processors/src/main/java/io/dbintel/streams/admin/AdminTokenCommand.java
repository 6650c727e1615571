package io.dbintel.streams.admin;

import io.dbintel.runtime.lifecycle.ServiceVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a token and prints it. */
@Command(
    name = "admin-token",
    mixinStandardHelpOptions = true,
    versionProvider = ServiceVersion.class,
    description =
        "Makes a token for the admin API and prints it with its hash, which goes into"
            + " admin.tokens.")
public final class AdminTokenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AdminToken token = AdminToken.random();
    PrintWriter out = spec.commandLine().getOut();
    out.println("token:  " + token.text());
    out.println("sha256: " + token.sha256());
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
