package io.dbintel.redaction.redis;

import io.dbintel.redaction.redis.CommandForm.Kind;
import io.dbintel.redaction.statement.NormalizedStatement;
import io.dbintel.redaction.statement.SummaryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes the arguments of one command after the other and writes what may be shown of them. */
final class RedisCommandWriter {

  /** Commands of one pipeline that are kept. */
  private static final int MAX_COMMANDS = 64;

  private static final Pattern CONFIG_PARAMETER = Pattern.compile("[A-Za-z][A-Za-z-]{0,63}");

  /** What the slow log writes in place of arguments and bytes it does not keep. */
  private static final Pattern CUT_BY_SERVER =
      Pattern.compile("(?s).*\\.\\.\\. \\([0-9]{1,19} more (?:arguments|bytes)\\)");

  private final List<String> commands = new ArrayList<>();
  private final SummaryBuilder summary = new SummaryBuilder();
  private final StringBuilder text = new StringBuilder();
  private CommandForm form;
  private String subcommand;
  private int arguments;
  private boolean optionsMayFollow;
  private boolean endsInShared;
  private boolean started;
  private boolean truncated;
  private boolean malformed;

  void argument(String argument) {
    truncated |= CUT_BY_SERVER.matcher(argument).matches();
    if (!started) {
      command(argument);
      return;
    }
    arguments++;
    if (form != null && isShown(argument)) {
      boolean parameter = form.kind() == Kind.CONTAINER && arguments > 1;
      text.append(' ').append(parameter ? argument.toLowerCase(Locale.ROOT) : word(argument));
      endsInShared = false;
    } else if (form != null) {
      placeholder();
    }
  }

  private void command(String name) {
    started = true;
    arguments = 0;
    subcommand = null;
    endsInShared = false;
    text.setLength(0);
    form = CommandForms.find(name);
    if (form == null) {
      malformed = true;
      text.append(NormalizedStatement.PLACEHOLDER);
      return;
    }
    optionsMayFollow = true;
    text.append(form.name());
  }

  private boolean isShown(String argument) {
    if (form.kind() == Kind.MASKED || argument.length() > CommandForms.MAX_LENGTH * 2) {
      return false;
    }
    if (form.kind() == Kind.CONTAINER) {
      return arguments == 1 ? isSubcommand(argument) : isConfigParameter(argument);
    }
    if (arguments <= form.positional() || !optionsMayFollow) {
      return false;
    }
    boolean option = form.words().contains(word(argument));
    optionsMayFollow = option || form.kind() == Kind.PLAIN;
    return option;
  }

  private boolean isSubcommand(String argument) {
    String word = word(argument);
    if (form.words().contains(word)) {
      subcommand = word;
    }
    return subcommand != null;
  }

  /** {@code CONFIG SET maxmemory}: the first parameter only, as others may be values. */
  private boolean isConfigParameter(String argument) {
    return arguments == 2
        && form.name().equals("CONFIG")
        && ("SET".equals(subcommand) || "GET".equals(subcommand))
        && CONFIG_PARAMETER.matcher(argument).matches();
  }

  private static String word(String argument) {
    return argument.toUpperCase(Locale.ROOT);
  }

  private void placeholder() {
    boolean ownPlace = form.kind() != Kind.MASKED && arguments <= form.positional();
    if (ownPlace || !endsInShared) {
      text.append(' ').append(NormalizedStatement.PLACEHOLDER);
    }
    endsInShared = !ownPlace;
  }

  /** The command ends; one that repeats the one before it is left out. */
  void endCommand() {
    if (!started) {
      return;
    }
    started = false;
    String command = text.toString();
    if (!commands.isEmpty() && commands.get(commands.size() - 1).equals(command)) {
      return;
    }
    if (commands.size() == MAX_COMMANDS) {
      truncated = true;
      return;
    }
    commands.add(command);
    if (form != null) {
      summary.operation(subcommand == null ? form.name() : form.name() + " " + subcommand);
      summary.endStatement();
    }
  }

  void truncated() {
    truncated = true;
  }

  void malformed() {
    malformed = true;
  }

  boolean isTruncated() {
    return truncated;
  }

  boolean isMalformed() {
    return malformed;
  }

  SummaryBuilder summary() {
    return summary;
  }

  /** One line for each command; empty when there was none. */
  String text() {
    return String.join("\n", commands);
  }
}
