package io.dbintel.redaction.pii;

/**
 * Position of a private value in the input; never the value itself.
 *
 * @param type such as {@code EMAIL} or {@code PAYMENT_CARD}
 * @param start first position: UTF-16 units for a String input, bytes for a byte[] input (counted
 *     from the start of the scanned range)
 * @param end one after the last position
 */
public record Detection(String type, int start, int end) {}
