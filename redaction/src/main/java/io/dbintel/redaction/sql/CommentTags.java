package io.dbintel.redaction.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tags that applications put into comments: {@code key='value'} pairs, URL-encoded, as
 * sqlcommenter writes them, and {@code nr_service_guid=...} as New Relic's agents do.
 */
final class CommentTags {

  private static final int MAX_TAGS = 32;

  /** Bytes of comments that are read for tags in one statement. */
  private static final int MAX_BYTES = 1 << 14;

  private static final Pattern SQLCOMMENTER =
      Pattern.compile(
          "(?<![\\w.%-])([A-Za-z_][\\w.%-]{0,63})\\s?=\\s?'((?:[^'\\\\]|\\\\.){0,512})'");
  private static final Pattern NEW_RELIC =
      Pattern.compile("(?<!\\w)nr_service_guid=[\"']?([A-Za-z0-9+/=_|-]{1,128})");

  private CommentTags() {}

  /** {@code ranges}: start and end of each comment. */
  static Map<String, String> in(byte[] sql, int[] ranges) {
    Map<String, String> tags = new LinkedHashMap<>();
    int bytesLeft = MAX_BYTES;
    for (int i = 0; i < ranges.length && bytesLeft > 0; i += 2) {
      int length = Math.min(bytesLeft, ranges[i + 1] - ranges[i]);
      if (hasEqualsSign(sql, ranges[i], ranges[i] + length)) {
        addTo(tags, new String(sql, ranges[i], length, StandardCharsets.UTF_8));
      }
      bytesLeft -= length;
    }
    return tags;
  }

  private static boolean hasEqualsSign(byte[] sql, int start, int end) {
    for (int i = start; i < end; i++) {
      if (sql[i] == '=') {
        return true;
      }
    }
    return false;
  }

  private static void addTo(Map<String, String> tags, String comment) {
    Matcher pair = SQLCOMMENTER.matcher(comment);
    while (tags.size() < MAX_TAGS && pair.find()) {
      tags.put(decoded(pair.group(1)), decoded(pair.group(2).replace("\\'", "'")));
    }
    Matcher guid = NEW_RELIC.matcher(comment);
    if (guid.find()) {
      tags.put("nr_service_guid", guid.group(1));
    }
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }
}
