package io.dbintel.redaction.redis;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.redaction.json.JsonInput;
import io.dbintel.redaction.statement.Fingerprint;
import io.dbintel.redaction.statement.NormalizedStatement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Replaces the keys and arguments of Redis commands. Commands are written inline, one to a line,
 * with quotes where an argument holds blanks, or as JSON: an array of arguments, or an array of
 * such arrays. Names of commands, subcommands and options are kept, in capital letters; arguments
 * after those with a place of their own share one placeholder. A command that is not known is
 * masked as a whole.
 */
public final class RedisCommandNormalizer {

  /** Version of the rules; grows whenever some command gets another text or fingerprint. */
  public static final int VERSION = 1;

  private RedisCommandNormalizer() {}

  /** Normalises a command or the commands of a pipeline. */
  public static NormalizedStatement normalize(String command) {
    RedisCommandWriter writer = new RedisCommandWriter();
    if (JsonInput.begins(command)) {
      readJson(command, writer);
    } else {
      new InlineCommands(command, writer).read();
    }
    writer.endCommand();
    if (writer.text().isEmpty()) {
      return NormalizedStatement.maskedWhole(writer.isTruncated(), VERSION);
    }
    return new NormalizedStatement(
        writer.text(),
        Fingerprint.of(writer.text()),
        writer.summary().toString(),
        writer.summary().operation(),
        List.of(),
        Map.of(),
        writer.isTruncated(),
        writer.isMalformed(),
        VERSION);
  }

  private static void readJson(String command, RedisCommandWriter writer) {
    JsonInput.End end = JsonInput.read(command, 0, parser -> readArrays(parser, writer));
    if (end == JsonInput.End.TRUNCATED) {
      writer.truncated();
    } else if (end == JsonInput.End.MALFORMED) {
      writer.malformed();
    }
  }

  private static void readArrays(JsonParser in, RedisCommandWriter writer) throws IOException {
    int depth = 0;
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token == JsonToken.START_ARRAY && depth < 2) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
        writer.endCommand();
      } else if (token.isScalarValue() && depth > 0) {
        writer.argument(in.getText());
      } else {
        writer.malformed();
        in.skipChildren();
      }
    }
  }
}
