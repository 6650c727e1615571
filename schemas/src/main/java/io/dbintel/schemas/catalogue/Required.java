package io.dbintel.schemas.catalogue;

/** Checks of what a catalogue file must say. */
final class Required {

  private Required() {}

  static void text(String what, String found) {
    if (found == null || found.isBlank()) {
      throw new IllegalArgumentException(what + " is missing; expected text");
    }
  }

  static void present(String what, Object found) {
    if (found == null) {
      throw new IllegalArgumentException(what + " is missing");
    }
  }
}
