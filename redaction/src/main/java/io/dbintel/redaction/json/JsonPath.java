package io.dbintel.redaction.json;

/** The position of a value in a JSON text. */
public interface JsonPath {

  /** How many objects and arrays are open around the value. */
  int depth();

  /**
   * The name of the member that the value is ({@code up} = 0), or of the member that the {@code
   * up}th object or array around it is; null for an element of an array and for the root.
   */
  String name(int up);

  /** Whether the {@code up}th container around the value is an array; 1 is the innermost. */
  boolean isArray(int up);

  /** How many members or elements precede this one, those left out included. */
  int position();
}
