package io.dbintel.redaction.sql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tags that applications put into comments: sqlcommenter's and nr_service_guid. */
final class CommentTags {

  private static final Pattern SQLCOMMENTER =
      Pattern.compile("([A-Za-z_][\\w.-]{0,63})='([^']{1,512})'");
  private static final Pattern NEW_RELIC =
      Pattern.compile("nr_service_guid=[\"']?([A-Za-z0-9+/=_-]{1,128})");

  private CommentTags() {}

  static void addTo(Map<String, String> tags, String comment) {
    if (comment.indexOf('=') < 0) {
      return;
    }
    Matcher pair = SQLCOMMENTER.matcher(comment);
    while (pair.find()) {
      decode(pair.group(2), pair.group(1), tags);
    }
    Matcher guid = NEW_RELIC.matcher(comment);
    if (guid.find()) {
      tags.put("nr_service_guid", guid.group(1));
    }
  }

  private static void decode(String value, String key, Map<String, String> tags) {
    try {
      tags.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      tags.put(key, value);
    }
  }
}
