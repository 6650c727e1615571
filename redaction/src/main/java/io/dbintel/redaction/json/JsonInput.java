package io.dbintel.redaction.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How JSON from databases is read: no limits on strings and nesting, no source text in errors. */
public final class JsonInput {

  private static final int MAX_DEPTH = 100_000;

  /** The factory of parsers, and of generators that write what these read. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonInput() {}

  /** How reading a text ended. */
  public enum End {
    /** With the end of a value. */
    COMPLETE,
    /** With the text, inside a value. */
    TRUNCATED,
    /** Where the text stops being JSON. */
    MALFORMED
  }

  /** Takes the tokens of a parser one after the other until there are none. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads all tokens.
     *
     * @throws JsonProcessingException where the text is cut or not JSON
     */
    void read(JsonParser parser) throws IOException;
  }

  /** Reads a text from a position on and says how that ended. */
  public static End read(String text, int from, Reader reader) {
    try (JsonParser parser = parser(text, from)) {
      try {
        reader.read(parser);
        return End.COMPLETE;
      } catch (JsonEOFException cut) {
        return End.TRUNCATED;
      } catch (JsonProcessingException notJson) {
        boolean atEnd = parser.currentLocation().getCharOffset() >= text.length() - from;
        return atEnd ? End.TRUNCATED : End.MALFORMED;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be read", e);
    }
  }

  private static JsonParser parser(String text, int from) throws IOException {
    return FACTORY.createParser(from == 0 ? text : text.substring(from));
  }

  /** Whether the first character that is not white space begins an object or array. */
  public static boolean begins(String text) {
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
  }
}
