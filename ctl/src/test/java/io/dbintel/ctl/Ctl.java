package io.dbintel.ctl;

import io.dbintel.ctl.api.AdminAddress;
import io.dbintel.ctl.api.Token;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs the command in this process. */
public final class Ctl {

  /** What came of it. */
  public record Run(int exitCode, String out, String err) {}

  private Ctl() {}

  public static Run run(FakeAdmin admin, String... arguments) {
    return run(
        Map.of(AdminAddress.VARIABLE, admin.url(), Token.VARIABLE, FakeAdmin.TOKEN), arguments);
  }

  public static Run run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = CtlCommand.commandLine(new HashMap<>(environment));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
