package io.dbintel.redaction.redis;

import java.util.Set;

/**
 * How the arguments of a Redis command are shown.
 *
 * @param name the command, in capital letters
 * @param kind what its arguments are
 * @param positional how many first arguments have a placeholder each; all others share one
 * @param words options or subcommands that are shown, in capital letters
 */
record CommandForm(String name, Kind kind, int positional, Set<String> words) {

  enum Kind {
    /** Keys and values, with options after the positional arguments. */
    PLAIN,
    /** As {@link #PLAIN}, but options end at the first argument that is none: members follow. */
    OPTIONS_FIRST,
    /** The first argument is a subcommand. */
    CONTAINER,
    /** Arguments are scripts or secrets: all of them are one placeholder. */
    MASKED
  }
}
