package io.dbintel.ctl.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ctl.api.AdminClient;
import io.dbintel.ctl.api.Answer;
import io.dbintel.ctl.print.SafeText;
import io.dbintel.ctl.print.Table;
import io.dbintel.ctl.print.Units;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A subcommand that asks the admin API. */
@Command(mixinStandardHelpOptions = true)
abstract class ApiCommand implements Callable<Integer> {

  private final Access access;
  @Spec private CommandSpec spec;

  ApiCommand(Access access) {
    this.access = access;
  }

  @Override
  public final Integer call() throws Exception {
    return run(access.open());
  }

  /** Does it; returns the exit code. */
  abstract int run(AdminClient client) throws Exception;

  /** Prints an answer as it came if that is wanted. */
  final boolean printedAsJson(Answer answer) {
    if (access.json()) {
      say(SafeText.json(answer.body()));
    }
    return access.json();
  }

  final boolean json() {
    return access.json();
  }

  /** Prints one line that is safe already. */
  final void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Prints lines, none wider than the terminal. */
  final void say(List<String> lines) {
    lines.forEach(line -> say(Table.cut(line, width())));
  }

  /** Prints a table, or what it means that it is empty. */
  final void say(Table table, String empty) {
    if (table.isEmpty()) {
      say(empty);
    } else {
      say(table.lines(width()));
    }
  }

  /** Prints a line about the answer, not of it. */
  final void remark(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(SafeText.line(line));
    err.flush();
  }

  /** Columns of the terminal; 0 when it is none. */
  static int width() {
    return Integer.getInteger("dbintel.columns", 0);
  }

  /** Says which processors did not answer, if some did not. */
  final void remarkIfPartial(JsonNode answer) {
    if (answer.path("partial").asBoolean()) {
      List<String> hosts =
          StreamSupport.stream(answer.path("unreachable").spliterator(), false)
              .map(Units::text)
              .toList();
      remark(
          spec.qualifiedName()
              + ": incomplete, these processors did not answer: "
              + String.join(", ", hosts));
    }
  }

  /** The argument or combination is wrong: exit code 2. */
  final ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  final int done() {
    return CommandLine.ExitCode.OK;
  }

  final int failed() {
    return CommandLine.ExitCode.SOFTWARE;
  }
}
