package io.dbintel.redaction.sql;

import java.util.Locale;

/** The comparison under which a text of ours equals a peer's: the README of the cases says why. */
final class PeerText {

  private PeerText() {}

  static String comparable(String sql) {
    String text =
        sql.toLowerCase(Locale.ROOT).replaceAll("[\"`\\[\\]\\s]", "").replaceAll("\\$[0-9?]+", "?");
    String before;
    do {
      before = text;
      text = text.replace("?,?", "?");
    } while (!before.equals(text));
    return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
  }
}
